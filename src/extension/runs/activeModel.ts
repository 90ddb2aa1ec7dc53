import { type Event, EventEmitter, type Memento } from 'vscode';
import type { RunRecord } from '../../protocol/run';
import type { RunDesk } from '../training/runDesk';

const key = 'elman.activeModel';

/** The model that reads texts: of the run chosen in this workspace, else of the newest run. */
export class ActiveModel {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange: Event<void> = this.changed.event;

  constructor(
    private readonly desk: RunDesk,
    private readonly state: Memento,
  ) {}

  get record(): RunRecord | undefined {
    const chosen = this.state.get<string>(key);
    return (chosen ? this.desk.run(chosen) : undefined) ?? this.desk.runs[0];
  }

  async choose(id: string): Promise<void> {
    await this.state.update(key, id);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
