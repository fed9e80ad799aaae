import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from './decode-text';
import { STANDARD_INPUT, assertSize } from './input-files';
import { loadOs } from './load-built-in';
import { TextPiece, textPieces } from './text-pieces';

/** The bytes that are read at once. */
const CHUNK = 256 * 1024;
/** The characters of text that are kept rather than read again. */
const KEPT = 8 * 1024 * 1024;

/**
 * The texts of files, each of which is read twice: once to learn what stands beside the pods, and once to judge. A few are kept; whoever has
 * many gets them from the disk again, so that memory does not grow with the input.
 */
export class InputTexts {
  private readonly kept = new Map<string, readonly TextPiece[]>();
  /** What was read last: one place for all of it, because making one takes longer than filling it. */
  private readonly chunk = Buffer.allocUnsafeSlow(CHUNK);
  private room = KEPT;
  private spool?: string;

  /** @param standardInput reads standard input, which can be read only once */
  public constructor(private readonly standardInput: () => Iterable<Uint8Array>) {}

  /**
   * Reads a text for the first time.
   *
   * @throws an error that says why it cannot be read
   */
  public *first(file: string): Iterable<TextPiece> {
    const isStandardInput = file === STANDARD_INPUT;
    let pieces: TextPiece[] | undefined = [];
    let size = 0;
    for (const piece of isStandardInput ? textPieces(this.spooled()) : this.pieces(file)) {
      size += piece.text.length;
      // Without a place for it on the disk, standard input is kept however long it is.
      if (size > this.room && !(isStandardInput && this.spool === undefined)) pieces = undefined;
      // What is kept is made here: V8 gives old memory to all that is made where things once lived long, and there each text would wait for a
      // full collection.
      pieces?.push({ ...piece });
      yield piece;
    }
    if (!pieces) return;
    this.room -= size;
    this.kept.set(file, pieces);
  }

  /** Reads a text again. */
  public again(file: string): Iterable<TextPiece> {
    const kept = this.kept.get(file);
    if (!kept) return this.pieces(file === STANDARD_INPUT && this.spool !== undefined ? this.spool : file);
    // It is not asked for a third time.
    this.kept.delete(file);
    return kept;
  }

  /** Takes away what was put onto the disk. */
  public dispose(): void {
    if (this.spool !== undefined) rmSync(join(this.spool, '..'), { recursive: true, force: true });
  }

  /** Standard input, written onto the disk on the way. */
  private *spooled(): Iterable<Uint8Array> {
    let descriptor: number | undefined;
    try {
      this.spool = join(mkdtempSync(join(loadOs().tmpdir(), 'pod-patterns-')), 'input');
      descriptor = openSync(this.spool, 'wx', 0o600);
    } catch {
      this.spool = undefined;
    }
    try {
      let bytes = 0;
      for (const chunk of this.standardInput()) {
        assertSize((bytes += chunk.length));
        if (descriptor !== undefined) writeSync(descriptor, chunk);
        yield chunk;
      }
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  /** The pieces of a file: one, unless it is large. */
  private *pieces(file: string): Iterable<TextPiece> {
    const descriptor = openSync(file, 'r');
    try {
      const status = fstatSync(descriptor);
      if (!status.isFile() && !status.isFIFO() && !status.isCharacterDevice()) throw new Error('it is no file');
      const { size } = status;
      assertSize(size);
      // Some files of the system have a size of 0 and do not end there.
      if (status.isFile() && size > 0 && size <= CHUNK && readSync(descriptor, this.chunk, 0, size, 0) === size) {
        yield { text: decodeText(this.chunk.subarray(0, size)), linesBefore: 0 };
      } else {
        yield* textPieces(this.chunksOf(descriptor));
      }
    } finally {
      closeSync(descriptor);
    }
  }

  /** The bytes behind a descriptor, chunk by chunk, each of which is there until the next one is asked for. */
  private *chunksOf(descriptor: number): Iterable<Uint8Array> {
    let bytes = 0;
    for (let read = readSync(descriptor, this.chunk); read > 0; read = readSync(descriptor, this.chunk)) {
      assertSize((bytes += read));
      yield this.chunk.subarray(0, read);
    }
  }
}
