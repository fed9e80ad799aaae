/** A text cut to a width, with an ellipsis where something is missing. */
export function cut(text: string, width: number): string {
  const characters = [...text];
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}

/** A text in lines of at most a width, broken between words; a word that is longer than that is broken where it has to be. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    let rest = word;
    if (line !== '' && [...line].length + 1 + [...rest].length > width) {
      lines.push(line);
      line = '';
    }
    while ([...rest].length > width) {
      const characters = [...rest];
      lines.push(characters.slice(0, width).join(''));
      rest = characters.slice(width).join('');
    }
    line = line === '' ? rest : `${line} ${rest}`;
  }
  return [...lines, line];
}

/** A text behind a head, in lines of at most a width; further lines begin where the text does. */
export function hanging(head: string, text: string, width: number): string[] {
  const indent = [...head].length;
  return wrapped(text, Math.max(10, width - indent)).map((line, index) => `${index === 0 ? head : ' '.repeat(indent)}${line}`);
}
