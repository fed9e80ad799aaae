const TOKEN = /<(\/?)([a-zA-Z][\w:-]*)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)(\/?)>|[^<&]+|&(?:amp|lt|gt|quot);/y;

/** Throws unless a text is an XML document as far as the drawings use XML: elements, attributes in quotes, the four entities. */
export function assertWellFormed(xml: string): void {
  const open: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (!token) throw new Error(`not XML at ${at}: ${xml.slice(at, at + 60)}`);
    const [text, closes, name, attributes, empty] = token;
    if (name === undefined) {
      if (open.length === 0 && text.trim() !== '') throw new Error(`text outside of the document: ${text}`);
      continue;
    }
    const keys = [...attributes.matchAll(/ ([\w:-]+)=/g)].map(([, key]) => key);
    if (new Set(keys).size !== keys.length) throw new Error(`an attribute twice in ${text}`);
    if (closes) {
      const last = open.pop();
      if (last !== name) throw new Error(`'${text}' closes '${last}'`);
    } else {
      if (open.length === 0) roots++;
      if (!empty) open.push(name);
    }
  }
  if (open.length > 0 || roots !== 1) throw new Error(`${roots} documents, not closed: ${open.join(', ')}`);
}
