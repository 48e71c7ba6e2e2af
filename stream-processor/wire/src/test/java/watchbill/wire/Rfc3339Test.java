package watchbill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-22T10:00:00.123Z",
        "2026-11-22T10:00:00.1Z",
        "2026-11-22T10:00:00.123999999Z",
        "2026-11-22T10:00:00+05:30",
        "2026-11-22T00:00:00.5-11:59",
        "2024-02-29T23:59:59Z",
        "2000-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
      })
  void readsWhatTheJdkReads(String text) {
    long millis = OffsetDateTime.parse(text).toInstant().toEpochMilli();

    assertThat(Rfc3339.parse(text)).isEqualTo(millis);
    assertThat(Rfc3339.parse(text.toLowerCase(java.util.Locale.ROOT))).isEqualTo(millis);
  }

  @Test
  void takesALeapSecondForTheSecondAfterIt() {
    assertThat(Rfc3339.parse("2016-12-31T23:59:60Z"))
        .isEqualTo(Rfc3339.parse("2017-01-01T00:00:00Z"));
    assertThat(Rfc3339.parse("2017-01-01T05:29:60.5+05:30"))
        .isEqualTo(Rfc3339.parse("2017-01-01T00:00:00.5Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-22",
        "2026-11-22T10:00:00",
        "2026-11-22T10:00:00.Z",
        "2026-11-22T10:00:00.123",
        "2026-11-22T10:00:00ZZ",
        "2026-11-22T10:00:00+0530",
        "2026-11-22T10:00:00+05:60",
        "2026-11-22T10:00:00+24:00",
        "2026-11-22T10:00:00*05:30",
        "2026-11-22 10:00:00Z",
        "2026-11-22T10:00:60Z",
        "2026-11-22T10:60:00Z",
        "2026-11-22T24:00:00Z",
        "2026-11-31T10:00:00Z",
        "2026-02-29T10:00:00Z",
        "1900-02-29T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-01-00T10:00:00Z",
        "-026-01-01T10:00:00Z",
        "20x6-01-01T10:00:00Z",
        "٢٠٢٦-01-01T10:00:00Z",
        "2026/01/01T10:00:00Z",
        "2026-01-01T10-00-00Z",
        "12026-01-01T10:00:00Z",
      })
  void refusesWhatIsNoTime(String text) {
    assertThat(Rfc3339.parse(text)).isEqualTo(Rfc3339.BAD);
  }

  @Test
  void writesMillisecondsInUtc() {
    assertThat(Rfc3339.text(0)).isEqualTo("1970-01-01T00:00:00.000Z");
    assertThat(Rfc3339.text(Events.AT)).isEqualTo("2026-11-22T10:00:00.123Z");
    assertThat(Rfc3339.text(-1)).isEqualTo("1969-12-31T23:59:59.999Z");
    assertThatThrownBy(() -> Rfc3339.text(Long.MAX_VALUE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("time: want a year from 0 to 9999, have ");
  }

  @Test
  @Tag("property")
  void agreesWithTheJdkInBothDirections() {
    long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    Random random = new Random(7);
    for (int i = 0; i < 200_000; i++) {
      long millis = random.nextLong(first, last + 1);
      String text = Rfc3339.text(millis);
      assertThat(Instant.parse(text).toEpochMilli()).isEqualTo(millis);
      assertThat(Rfc3339.parse(text)).isEqualTo(millis);
    }
  }
}
