package assistant.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/// Who waits for a process, and who may have the next one. What is answered at once goes before
/// answers of a model, and these leave one process to it: however many ask, a stop and the health
/// check get through.
final class Line {
  private final Deque<Invocation> brief = new ArrayDeque<>();
  private final Deque<Invocation> slow = new ArrayDeque<>();
  private final Set<FunctionProcess> taken = new HashSet<>();
  private final int mostTaken;

  Line(int processes) {
    mostTaken = Math.max(1, processes - 1);
  }

  void add(Invocation invocation) {
    (invocation.brief() ? brief : slow).add(invocation);
  }

  void withdraw(Invocation invocation) {
    brief.remove(invocation);
    slow.remove(invocation);
  }

  /// How many could run now, if there were processes.
  int ready() {
    return brief.size() + Math.min(slow.size(), mostTaken - taken.size());
  }

  /// The next one for this process; null where none may have it.
  Invocation next(FunctionProcess process) {
    if (!brief.isEmpty()) {
      return brief.poll();
    }
    if (slow.isEmpty() || taken.size() >= mostTaken) {
      return null;
    }
    taken.add(process);
    return slow.poll();
  }

  /// The process has done what it was given.
  void done(FunctionProcess process) {
    taken.remove(process);
  }

  /// The one that waits longest, of those that go first; null where none waits.
  Invocation poll() {
    return brief.isEmpty() ? slow.poll() : brief.poll();
  }

  void fail(String reason) {
    brief.forEach(invocation -> invocation.failed(reason));
    slow.forEach(invocation -> invocation.failed(reason));
  }
}
