const PAGE: usize = 65_536;
const ALIGNMENT: usize = 16;

let used: usize = __heap_base;

/** Reserves memory that contains zeros and is aligned for vectors. The memory is never freed. */
export function reserve(bytes: usize): usize {
  const at = (used + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
  used = at + bytes;
  const missing = <isize>used - (<isize>memory.size() * <isize>PAGE);
  if (missing > 0 && memory.grow(<i32>((<usize>missing + PAGE - 1) / PAGE)) < 0) unreachable();
  return at;
}
