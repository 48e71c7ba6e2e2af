package watchbill.connectors.journal;

import java.io.IOException;

/// A journal does not take lines now: it is full of lines that nobody has read yet, or its disk
/// fails. The message says which; the same lines may be taken later.
public final class NotTaken extends IOException {
  private static final long serialVersionUID = 1;

  NotTaken(String why) {
    super(why);
  }
}
