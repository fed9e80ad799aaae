import './tutorials';
import './roles';
import './security';
import './situations';
