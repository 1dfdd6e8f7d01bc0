package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void listensOn8080UnlessToldOtherwise() {
        assertThat(Options.parse(List.of())).isEqualTo(new Options(8080, false));
    }

    @Test
    void takesAPort() {
        assertThat(Options.parse(List.of("--port", "9000"))).isEqualTo(new Options(9000, false));
        assertThat(Options.parse(List.of("--port=0"))).isEqualTo(new Options(0, false));
    }

    @Test
    void takesHelp() {
        assertThat(Options.parse(List.of("--help")).help()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--port", "--port 65536", "--port -1", "--port x", "--port=", "--prt 1", "8080", ""})
    void refusesWhatItDoesNotKnow(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(line.split(" "))));
    }
}
