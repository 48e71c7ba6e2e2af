package watchbill.core.time;

import java.util.Arrays;
import java.util.function.IntConsumer;

/// One deadline for each of many owners, who are small dense integers. Not thread-safe; reads no
/// clock.
///
/// A deadline is given back when time has passed it, never before, and at most one tick of
/// [#TICK_MILLIS] after.
public final class Deadlines {
  // A hierarchical timer wheel (Varghese and Lauck, "Hashed and hierarchical timing wheels", 1987):
  // four wheels of 64 slots, each slot of one wheel as long as the whole wheel below it. An owner
  // waits in the slot of the coarsest wheel that still tells its tick from now, and moves down
  // when that slot comes up. Slots are doubly linked lists through int arrays: 20 bytes an owner.
  // One long for each wheel says which of its slots hold anybody, so that empty time is skipped.

  /// The wheel's resolution in milliseconds.
  public static final int TICK_MILLIS = 1 << 10;

  private static final int TICK_SHIFT = 10;
  private static final int WHEELS = 4;
  private static final int SLOT_SHIFT = 6;
  private static final int SLOTS = 1 << SLOT_SHIFT;
  private static final int NONE = -1;

  private final int[] heads = new int[WHEELS * SLOTS];
  private final long[] occupied = new long[WHEELS];
  private int[] next = new int[0];
  private int[] previous = new int[0];
  private int[] slotOf = new int[0];
  private long[] dueTick = new long[0];
  private long tick;

  /// A wheel that holds nobody, at the epoch.
  public Deadlines() {
    Arrays.fill(heads, NONE);
  }

  /// Sets the owner's deadline, in milliseconds since the epoch, in place of the one it had. One
  /// that has passed is given back by the next [#advance] that moves time.
  public void set(int owner, long atMillis) {
    ensure(owner);
    long due = Math.ceilDiv(Math.max(atMillis, 0), (long) TICK_MILLIS);
    if (slotOf[owner] != NONE) {
      if (dueTick[owner] == due) {
        return;
      }
      unlink(owner);
    }
    dueTick[owner] = due;
    link(owner);
  }

  /// The time that has passed, in whole ticks, in milliseconds since the epoch.
  public long nowMillis() {
    return tick << TICK_SHIFT;
  }

  /// Takes the owner's deadline away; does nothing when it has none.
  public void clear(int owner) {
    if (owner < slotOf.length && slotOf[owner] != NONE) {
      unlink(owner);
    }
  }

  /// Lets time pass towards `toMillis`, no further than the first tick that has any owner whose
  /// deadline has passed, and gives all of that tick back; `due` may set them again. So whoever
  /// sets deadlines by what it gave back sets them in the order of time. Time does not go
  /// backwards.
  ///
  /// @return whether nobody was left and time stands at `toMillis`; if not, call again
  public boolean advance(long toMillis, IntConsumer due) {
    long target = toMillis >> TICK_SHIFT;
    while (true) {
      int slot = (int) tick & (SLOTS - 1);
      boolean any = false;
      while (heads[slot] != NONE && dueTick[heads[slot]] <= tick) {
        int owner = heads[slot];
        unlink(owner);
        due.accept(owner);
        any = true;
      }
      if (any) {
        return false;
      }
      if (tick >= target) {
        return true;
      }
      tick = Math.min(target, nextBusyTick());
      cascade();
    }
  }

  /// The first tick after now at which a slot of any wheel comes up.
  private long nextBusyTick() {
    long first = Long.MAX_VALUE;
    for (int wheel = 0; wheel < WHEELS; wheel++) {
      if (occupied[wheel] != 0) {
        long now = tick >> (wheel * SLOT_SHIFT);
        long ahead = Long.rotateRight(occupied[wheel], (int) (now + 1));
        long slotTime = now + 1 + Long.numberOfTrailingZeros(ahead);
        first = Math.min(first, slotTime << (wheel * SLOT_SHIFT));
      }
    }
    return first;
  }

  /// Moves the owners of coarse slots that have just come up into finer ones.
  private void cascade() {
    for (int wheel = WHEELS - 1; wheel > 0; wheel--) {
      int shift = wheel * SLOT_SHIFT;
      if ((tick & ((1L << shift) - 1)) == 0) {
        int slot = wheel * SLOTS + ((int) (tick >> shift) & (SLOTS - 1));
        int owner = heads[slot];
        while (owner != NONE) {
          int following = next[owner];
          unlink(owner);
          link(owner);
          owner = following;
        }
      }
    }
  }

  private void link(int owner) {
    int slot = slotFor(dueTick[owner]);
    int head = heads[slot];
    next[owner] = head;
    previous[owner] = NONE;
    if (head != NONE) {
      previous[head] = owner;
    }
    heads[slot] = owner;
    slotOf[owner] = slot;
    occupied[slot >> SLOT_SHIFT] |= 1L << slot;
  }

  private int slotFor(long due) {
    long ahead = due - tick;
    if (ahead <= 0) {
      // Passed already: the present slot, which the next advance looks at first.
      return (int) tick & (SLOTS - 1);
    }
    int wheel = 0;
    while (wheel < WHEELS - 1 && ahead >= 1L << ((wheel + 1) * SLOT_SHIFT)) {
      wheel++;
    }
    int shift = wheel * SLOT_SHIFT;
    long slotTime = Math.min(due >> shift, (tick >> shift) + SLOTS);
    return wheel * SLOTS + ((int) slotTime & (SLOTS - 1));
  }

  private void unlink(int owner) {
    int slot = slotOf[owner];
    int before = previous[owner];
    int after = next[owner];
    if (before == NONE) {
      heads[slot] = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
    if (heads[slot] == NONE) {
      occupied[slot >> SLOT_SHIFT] &= ~(1L << slot);
    }
    slotOf[owner] = NONE;
  }

  private void ensure(int owner) {
    int size = slotOf.length;
    if (owner >= size) {
      int larger = Math.max(owner + 1, size + (size >> 1) + 16);
      next = Arrays.copyOf(next, larger);
      previous = Arrays.copyOf(previous, larger);
      dueTick = Arrays.copyOf(dueTick, larger);
      slotOf = Arrays.copyOf(slotOf, larger);
      Arrays.fill(slotOf, size, larger, NONE);
    }
  }
}
