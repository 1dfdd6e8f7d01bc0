package dev.webshocket.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServeCommandTest {

    @Test
    void servesOn8080WithoutTlsUnlessToldOtherwise() throws Exception {
        assertThat(ServeCommand.parse(List.of())).isEqualTo(new ServeCommand(8080, false));
    }

    @Test
    void takesAPort() throws Exception {
        assertThat(ServeCommand.parse(List.of("--port", "9000"))).isEqualTo(new ServeCommand(9000, false));
        assertThat(ServeCommand.parse(List.of("--port=0"))).isEqualTo(new ServeCommand(0, false));
    }

    @Test
    void takesTls() throws Exception {
        assertThat(ServeCommand.parse(List.of("--tls", "--port=1"))).isEqualTo(new ServeCommand(1, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--port 1 --help"})
    void takesHelp(String line) {
        assertThatExceptionOfType(HelpWantedException.class)
                .isThrownBy(() -> ServeCommand.parse(List.of(line.split(" "))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port",
                "--port 65536",
                "--port -1",
                "--port x",
                "--port=",
                "--prt 1",
                "8080",
                "",
                "--tls=yes",
                "-- --tls",
                "add 1 2"
            })
    void refusesUnknownArguments(String line) {
        assertThatExceptionOfType(WrongUsageException.class)
                .isThrownBy(() -> ServeCommand.parse(List.of(line.split(" "))));
    }
}
