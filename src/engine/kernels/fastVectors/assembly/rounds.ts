import { mergeShards } from './merge';
import { positions, shards, tickets } from './options';
import { trainShard } from './train';

// The rounds of a piece of text are a sequence of tasks: each shard of the first round, then the merging of its
// changes in as many parts as there are shards, then the same for the next round. Threads take the tasks in this
// order, each the next one as soon as it is free. A thread that gets no core takes none, and the others do its
// work. Which thread does a task does not change the result.

/** Where the number of tasks that are done is stored, after the number of those that were taken (tickets). */
const DONE: usize = 64;
/** Number of times that a thread without a task polls before it sleeps, and nanoseconds for which it sleeps. */
const POLLS: u32 = 20_000;
const NAP: i64 = 50_000;

/** Trains on the first `count` planned positions, together with the other threads that call this function. */
export function trainRounds(count: u32): void {
  const inRound: u32 = positions * shards;
  const tasks: u32 = 2 * shards;
  const end: u32 = tasks * ((count + inRound - 1) / inRound);
  let polls: u32 = 0;
  for (;;) {
    const ticket = atomic.load<u32>(tickets);
    if (ticket >= end) return;
    const task: u32 = ticket % tasks;
    const isShard = task < shards;
    const done = atomic.load<u32>(tickets, DONE);
    // All shards of a round need the merged rows of the round before, and the merging needs all shards.
    if (done < ticket - task + (isShard ? 0 : shards)) {
      if (++polls > POLLS) atomic.wait<i32>(tickets + DONE, done, NAP);
    } else if (atomic.cmpxchg<u32>(tickets, ticket, ticket + 1) == ticket) {
      if (isShard) trainShard(task, (ticket / tasks) * inRound, count);
      else mergeShards(task - shards, shards);
      atomic.add<u32>(tickets, 1, DONE);
      polls = 0;
    }
  }
}
