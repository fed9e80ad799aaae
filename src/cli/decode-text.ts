import { TextDecoder } from 'node:util';

const STRICT = { fatal: true, ignoreBOM: true };
let utf8: TextDecoder | undefined;

/**
 * The text that bytes hold.
 *
 * @throws an error that says why not, if they hold none
 */
export function decodeText(bytes: Uint8Array): string {
  return decode(isUtf16(bytes) ? decoderOf(bytes) : (utf8 ??= decoderOf(bytes)), bytes);
}

/** Text that comes in chunks, which may be cut within a character. */
export class ChunkDecoder {
  private decoder?: TextDecoder;

  /**
   * The text of one more chunk.
   *
   * @throws an error that says why not, if its bytes are no text
   */
  public decode(chunk: Uint8Array): string {
    this.decoder ??= decoderOf(chunk);
    return decode(this.decoder, chunk, true);
  }

  /** What is left at the end. */
  public end(): string {
    return this.decoder === undefined ? '' : decode(this.decoder);
  }
}

/** Text of UTF-16 says so in its first two bytes. */
function decoderOf(bytes: Uint8Array): TextDecoder {
  return new TextDecoder(isUtf16(bytes) ? 'utf-16le' : 'utf-8', STRICT);
}

function isUtf16(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xfe;
}

function decode(decoder: TextDecoder, bytes?: Uint8Array, stream = false): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch {
    throw new Error('it is no text in UTF-8');
  }
}
