import type { DocumentEvents } from '../../protocol/reader';

/** The documents that the extension host tells of, as they are there. */
export class OpenDocuments {
  private readonly texts = new Map<string, string>();

  /** Throws where the host never told of it: it must do so before it asks. */
  text(uri: string): string {
    const text = this.texts.get(uri);
    if (text === undefined) throw new Error(`nothing is known of the document ${uri}`);
    return text;
  }

  open({ uri, text }: DocumentEvents['opened']): void {
    this.texts.set(uri, text);
  }

  change({ uri, changes }: DocumentEvents['changed']): void {
    let text = this.text(uri);
    for (const { offset, length, text: inserted } of changes) {
      text = text.slice(0, offset) + inserted + text.slice(offset + length);
    }
    this.texts.set(uri, text);
  }

  close({ uri }: DocumentEvents['closed']): void {
    this.texts.delete(uri);
  }
}
