package io.orderflow.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README in English and in Chinese have the same chapters and the same commands. Their sentences are not compared. */
class ReadmeInTwoLanguagesTest {

    /** A block that names no language holds commands. */
    private static final Pattern BLOCK =
            Pattern.compile("^```(?<language>\\w*)\\n(?<text>.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    private static final Pattern HEADING = Pattern.compile("^(#+) ", Pattern.MULTILINE);

    private final String english;
    private final String chinese;

    ReadmeInTwoLanguagesTest() throws IOException {
        english = read("README.md");
        chinese = read("README.zh-CN.md");
    }

    @Test
    void both_have_headings_of_the_same_levels_in_the_same_order() {
        assertThat(levels(chinese)).hasSizeGreaterThan(5).isEqualTo(levels(english));
    }

    @Test
    void both_show_the_same_commands() {
        assertThat(commands(chinese)).contains("infra/up\n", "./mvnw verify\n").isEqualTo(commands(english));
    }

    @Test
    void a_missing_chapter_and_another_command_are_noticed() {
        assertThat(levels("# a\n## b\n### c\n")).isNotEqualTo(levels("# 甲\n## 乙\n"));
        assertThat(commands("```\ninfra/up\n```\n")).isNotEqualTo(commands("```\ninfra/up --fresh\n```\n"));
    }

    @Test
    void a_comment_in_a_command_is_no_heading_and_a_picture_is_no_command() {
        String page = "# a\n```\n# b\n```\n```mermaid\nc\n```\n";

        assertThat(levels(page)).containsExactly("#");
        assertThat(commands(page)).containsExactly("# b\n");
    }

    private static List<String> levels(String page) {
        return HEADING.matcher(BLOCK.matcher(page).replaceAll(""))
                .results()
                .map(heading -> heading.group(1))
                .toList();
    }

    private static List<String> commands(String page) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group("language").isEmpty())
                .map(block -> block.group("text"))
                .toList();
    }

    private static String read(String page) throws IOException {
        return Files.readString(Repository.ROOT.resolve(page));
    }
}
