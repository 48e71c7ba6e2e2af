package watchbill.connectors.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import watchbill.connectors.config.Secret;

class AccessTest {
  private static final Access ACCESS =
      new Access(
          new Address("db", 5432), "me", Optional.of(Secret.of("s3cr3t")), false, Duration.ZERO);

  @Test
  void showsAFailureOnOneLineWithoutThePassword() {
    Exception failure =
        new IllegalStateException("around", new IOException("login me/s3cr3t\n  refused"));

    assertThat(ACCESS.failure(failure)).hasMessage("db:5432: login me/*** refused");
  }

  @Test
  void namesAFailureThatSaysNothing() {
    assertThat(ACCESS.failure(new IllegalStateException()))
        .hasMessage("db:5432: IllegalStateException");
  }

  @Test
  void printsWithoutThePassword() {
    assertThat(ACCESS.toString()).contains("db:5432").doesNotContain("s3cr3t");
  }
}
