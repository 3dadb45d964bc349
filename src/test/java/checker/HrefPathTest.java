package checker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HrefPathTest {

    @ParameterizedTest
    @CsvSource({
        "objects/a.txt, objects/a.txt",
        "objects/a_%281%29.txt, objects/a_(1).txt",
        "objects/a_(1).txt, objects/a_(1).txt",
        "objects/%C3%A9.txt, objects/é.txt",
        "objects/%2525, objects/%25",
        "objects/100%.txt, objects/100%.txt",
        "objects/%24%5C1, objects/$\\1",
    })
    void escapes_are_decoded_once(String href, String path) {
        assertThat(HrefPath.of(href)).isEqualTo(path);
    }
}
