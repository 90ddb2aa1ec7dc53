import type { DocumentEvents } from '../../protocol/reader';

/** Copies of the open documents, kept in sync with the extension host. */
export class OpenDocuments {
  private readonly texts = new Map<string, string>();

  /**
   * Returns the text of a document. Throws an error if the extension host has not sent the document, which it
   * must do before the first request about the document.
   */
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
