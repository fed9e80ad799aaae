import { showJson } from './show-json';
import { showMermaid } from './show-mermaid';
import { ShowFormat } from './show-report';
import { showSvg } from './show-svg';
import { showText } from './show-text';

/** Every way to show pods: a new one is a file and a line here. */
export const SHOW_FORMATS: readonly ShowFormat[] = [showText, showJson, showSvg, showMermaid];
