package architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

import com.tngtech.archunit.core.domain.JavaClasses;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;

/** Small laws that hold in every room; the arrows between rooms are in {@link LayersTest}. */
class LawsTest {

    private static final JavaClasses OURS = LayersTest.OURS;

    @Test
    void nobody_uses_java_util_logging() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.allowEmptyShould(true).check(OURS);
    }

    @Test
    void only_the_command_line_speaks_to_the_terminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("app..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void only_the_command_line_ends_the_process() {
        noClasses()
                .that()
                .resideOutsideOfPackage("app..")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void nobody_leaves_the_choice_of_an_xml_parser_to_the_class_path() {
        // DROID brings Xerces, whose limits are not the JDK's: say newDefaultInstance.
        noClasses()
                .should()
                .callMethod(DocumentBuilderFactory.class, "newInstance")
                .orShould()
                .callMethod(SAXParserFactory.class, "newInstance")
                .orShould()
                .callMethod(TransformerFactory.class, "newInstance")
                .orShould()
                .callMethod(SchemaFactory.class, "newInstance", String.class)
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void names_say_what_a_class_does() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
                .orShould()
                .haveSimpleNameStartingWith("Base")
                .orShould()
                .haveSimpleNameStartingWith("Abstract")
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void no_child_is_started_through_the_runtime() {
        // A command line as one string is split by guesswork; an argument vector is not.
        noClasses()
                .should()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .allowEmptyShould(true)
                .check(OURS);
    }
}
