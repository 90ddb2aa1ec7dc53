import { describe, errorFrom, type Failure } from './failure';
import { UserError } from './userError';

/**
 * One end of a connection that delivers structured clones in order, such as a worker's port or a webview's
 * postMessage.
 */
export interface Port {
  post(message: unknown, transfer?: readonly ArrayBuffer[]): void;
  /** Registers the receiver. Called once, before anything is posted. */
  listen(receive: (message: unknown) => void): void;
}

export interface Disposable {
  dispose(): void;
}

/** The type of the requests or events of an end of a channel that has none. */
export type Nothing = Record<never, never>;

type Methods<R> = { [K in keyof R]: (params: never) => unknown };
type Params<F> = F extends (params: infer P) => unknown ? P : never;
type Result<F> = F extends (params: never) => infer R ? R : never;

/** The request handlers of one side. The signal aborts when the caller cancels or the channel closes. */
export type Handlers<R> = {
  [K in keyof R]: (params: Params<R[K]>, signal: AbortSignal) => Result<R[K]> | Promise<Result<R[K]>>;
};

type Message =
  | { readonly kind: 'request'; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'event'; readonly sequence: number; readonly name: string; readonly payload: unknown };

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Thrown if the channel was closed, or its other end ended, before a response arrived. */
export class ChannelClosed extends Error {
  override readonly name = 'ChannelClosed';
}

/** Thrown if the caller cancelled the request. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/**
 * Sends requests and one-way events over a Port. Requests return a result or an error and can be cancelled.
 * Events are numbered, so that a missing event is noticed.
 *
 * `Requests` are the requests that the other end answers, and `Received` the events that it sends. `Answered`
 * are the requests that this end answers, and `Sent` the events that it sends.
 */
export class Channel<Requests extends Methods<Requests>, Received, Answered extends Methods<Answered>, Sent> {
  private readonly pending = new Map<number, Pending>();
  private readonly running = new Map<number, AbortController>();
  private readonly listeners = new Map<keyof Received, Set<(payload: never) => void>>();
  private nextId = 1;
  private sentEvents = 0;
  private receivedEvents = 0;
  private closed: ChannelClosed | undefined;
  /** Functions to call as soon as no request waits for an answer. */
  private readonly whenAnswered: (() => void)[] = [];

  constructor(
    private readonly port: Port,
    private readonly handlers: Handlers<Answered>,
    private readonly report: (error: unknown) => void,
  ) {
    port.listen(message => this.receive(message as Message));
  }

  /**
   * Sends a request to the other end. Rejects with the handler's error, with Cancelled, or with
   * ChannelClosed.
   */
  request<K extends keyof Requests & string>(
    method: K,
    params: Params<Requests[K]>,
    options: { signal?: AbortSignal; transfer?: readonly ArrayBuffer[] } = {},
  ): Promise<Result<Requests[K]>> {
    if (this.closed) return Promise.reject(this.closed);
    if (options.signal?.aborted) return Promise.reject(new Cancelled(method));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        if (!this.settle(id)) return;
        this.post({ kind: 'cancel', id });
        reject(new Cancelled(method));
      };
      options.signal?.addEventListener('abort', cancel, { once: true });
      const settled = () => options.signal?.removeEventListener('abort', cancel);
      this.pending.set(id, {
        resolve: value => {
          settled();
          resolve(value as Result<Requests[K]>);
        },
        reject: error => {
          settled();
          reject(error);
        },
      });
      this.post({ kind: 'request', id, method, params }, options.transfer);
    });
  }

  /** Sends an event to the other end, which does not answer it. */
  send<K extends keyof Sent & string>(name: K, payload: Sent[K], transfer?: readonly ArrayBuffer[]): void {
    if (!this.closed) this.post({ kind: 'event', sequence: ++this.sentEvents, name, payload }, transfer);
  }

  on<K extends keyof Received>(name: K, listener: (payload: Received[K]) => void): Disposable {
    const set = this.listeners.get(name) ?? new Set();
    this.listeners.set(name, set.add(listener));
    return { dispose: () => set.delete(listener) };
  }

  /** Resolves when every request has been answered or cancelled, or the channel was closed. */
  async answered(): Promise<void> {
    if (this.pending.size > 0) await new Promise<void>(resolve => this.whenAnswered.push(resolve));
  }

  /** Rejects pending requests, aborts running handlers, and ignores messages that arrive later. */
  close(reason = 'the channel was closed'): void {
    if (this.closed) return;
    this.closed = new ChannelClosed(reason);
    for (const pending of this.pending.values()) pending.reject(this.closed);
    for (const controller of this.running.values()) controller.abort();
    this.pending.clear();
    this.noteAnswered();
    this.running.clear();
    this.listeners.clear();
  }

  private post(message: Message, transfer?: readonly ArrayBuffer[]): void {
    this.port.post(message, transfer);
  }

  private receive(message: Message): void {
    if (this.closed) return;
    switch (message.kind) {
      case 'request':
        void this.answer(message.id, message.method, message.params);
        return;
      case 'result':
        this.settle(message.id)?.resolve(message.value);
        return;
      case 'failure':
        this.settle(message.id)?.reject(errorFrom(message.failure));
        return;
      case 'cancel':
        this.running.get(message.id)?.abort();
        return;
      case 'event':
        this.receiveEvent(message.sequence, message.name as keyof Received, message.payload);
        return;
      default:
        message satisfies never;
    }
  }

  private settle(id: number): Pending | undefined {
    const pending = this.pending.get(id);
    this.pending.delete(id);
    this.noteAnswered();
    return pending;
  }

  private noteAnswered(): void {
    if (this.pending.size === 0) for (const resolve of this.whenAnswered.splice(0)) resolve();
  }

  private receiveEvent(sequence: number, name: keyof Received, payload: unknown): void {
    if (sequence !== ++this.receivedEvents) {
      this.report(
        new Error(`event ${sequence} (${String(name)}) arrived where ${this.receivedEvents} was due`),
      );
      this.receivedEvents = sequence;
    }
    for (const listener of this.listeners.get(name) ?? []) listener(payload as never);
  }

  private async answer(id: number, method: string, params: unknown): Promise<void> {
    const controller = new AbortController();
    this.running.set(id, controller);
    try {
      if (!Object.hasOwn(this.handlers, method)) throw new Error(`no such request: ${method}`);
      const handler = this.handlers[method as keyof Answered] as (p: unknown, s: AbortSignal) => unknown;
      const value = await handler(params, controller.signal);
      if (!this.closed) this.post({ kind: 'result', id, value });
    } catch (error) {
      if (!this.closed) this.post({ kind: 'failure', id, failure: describe(error) });
      if (!(error instanceof UserError || error instanceof Cancelled)) this.report(error);
    } finally {
      this.running.delete(id);
    }
  }
}
