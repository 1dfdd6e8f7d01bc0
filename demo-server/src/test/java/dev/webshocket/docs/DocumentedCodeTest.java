package dev.webshocket.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.webshocket.spi.platform.WebshocketEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each Java block in the documents equals the {@link SourceRegion} that the comment before it names: {@code <!--
 * path/File.java#region -->}, or {@code <!-- path/File.java -->} for a whole file. The same holds for blocks of other
 * languages that have such a comment.
 */
class DocumentedCodeTest {

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- ([^\\s#]+)(?:#(\\S+))? -->\n)?```(\\w*)\n(.*?)```\n", Pattern.DOTALL);

    record Block(String document, String source, String region, String code) {
        @Override
        public String toString() {
            return document + ": " + source + (region == null ? "" : '#' + region);
        }
    }

    static Stream<Block> blocks() {
        return Documents.all().stream()
                .flatMap(file -> BLOCK.matcher(Documents.read(file))
                        .results()
                        .filter(found ->
                                found.group(1) != null || found.group(3).equals("java"))
                        .map(found -> new Block(
                                Documents.ROOT.relativize(file).toString(),
                                found.group(1),
                                found.group(2),
                                found.group(4))));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void equalsTheRegionOfTheSource(Block block) {
        assertThat(block.source())
                .as("the comment before the block:\n%s", block.code())
                .isNotNull();
        assertThat(block.code()).isEqualTo(SourceRegion.read(Documents.ROOT.resolve(block.source()), block.region()));
    }

    @Test
    void canBeServed() {
        assertThat(WebshocketEngine.check(List.of(
                        OrderHandler.class,
                        WeatherHandler.class,
                        DoorHandler.class,
                        ShopHandler.class,
                        StockHandler.class,
                        NewsHandler.class,
                        DeskHandler.class,
                        CertifiedHandler.class)))
                .isEmpty();
    }

    @Test
    void linksToExistingFiles() {
        Pattern link = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#[^)]*)?\\)");
        for (Path document : Documents.all()) {
            assertThat(link.matcher(Documents.read(document)).results().map(found -> found.group(1)))
                    .as("links of %s", Documents.ROOT.relativize(document))
                    .allSatisfy(target -> assertThat(Files.exists(document.resolveSibling(target)))
                            .as(target)
                            .isTrue());
        }
    }
}
