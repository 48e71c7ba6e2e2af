package watchbill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import watchbill.alerts.View;
import watchbill.dashboards.BoardName;
import watchbill.dashboards.boards.Boards;

/// Alerts and boards do not know each other; here they meet.
final class BoardAddressTest {
  @Test
  void alertsLeadToBoardsThatExist() {
    assertThat(Stream.of(View.values()).map(View::board))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(BoardName.values()).map(BoardName::uid).toList());
  }

  @Test
  void everyNameHasItsBoard() {
    assertThat(Boards.ALL)
        .extracting(board -> board.name())
        .containsExactlyInAnyOrder(BoardName.values());
  }
}
