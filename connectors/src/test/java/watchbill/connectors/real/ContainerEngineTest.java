package watchbill.connectors.real;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContainerEngineTest {
  @Test
  void saysInOneLineWhatToStart() {
    assertThatThrownBy(() -> new ContainerEngine(() -> false, _ -> true).want("image"))
        .hasMessage(
            "no container engine answers: run this under tools/with-engine, which starts one");
  }

  @Test
  void saysInOneLineWhichImageIsMissing() {
    assertThatThrownBy(() -> new ContainerEngine(() -> true, _ -> false).want("image"))
        .hasMessage("the engine has no image: run this under tools/with-engine, which makes it");
  }

  @Test
  void takesAnEngineThatHasTheImage() {
    assertThatCode(() -> new ContainerEngine(() -> true, "image"::equals).want("image"))
        .doesNotThrowAnyException();
  }
}
