package tools.validation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import model.ToolId;
import model.Verdict;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** veraPDF, asked about the one flavour that the file's PUID says. */
final class VeraPdfValidator implements FormatValidator {

    private static final String LIBRARY_FACTS = "/META-INF/maven/org.verapdf/validation-model/pom.properties";

    /** It stops looking after so many failed checks: not valid it is by then. */
    private static final int FAILURES_MAX = 100;

    private final ToolId tool = new ToolId("veraPDF", version());

    /** Against the flavour that veraPDF names so: {@code 1b}, {@code ua1}. */
    @Override
    public Validation validate(Path file, String option) throws Exception {
        var flavour = PDFAFlavour.byFlavourId(option);
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            throw new IllegalArgumentException("veraPDF knows no flavour " + option);
        }
        VeraGreenfieldFoundryProvider.initialise();
        try (var foundry = Foundries.defaultInstance()) {
            return validate(foundry, file, flavour);
        }
    }

    private Validation validate(VeraPDFFoundry foundry, Path file, PDFAFlavour flavour) throws Exception {
        try (var parser = foundry.createParser(file.toFile(), flavour);
                var validator = foundry.createValidator(flavour, FAILURES_MAX, false, true, false)) {
            var result = validator.validate(parser);
            return said(result.isCompliant() ? Verdict.PASS : Verdict.FAIL, flavour, messages(result));
        } catch (ModelParsingException unreadable) {
            return said(Verdict.FAIL, flavour, List.of("veraPDF cannot parse it as PDF: " + reason(unreadable)));
        } catch (EncryptedPdfException encrypted) {
            return said(Verdict.FAIL, flavour, List.of("the file is encrypted, which the profile forbids"));
        }
    }

    private Validation said(Verdict verdict, PDFAFlavour flavour, List<String> messages) {
        return new Validation(verdict, Optional.of(tool), profile(flavour), messages);
    }

    private static String profile(PDFAFlavour flavour) {
        var id = flavour.getId().toLowerCase(Locale.ROOT);
        return id.startsWith("ua") ? "PDF/UA-" + id.substring(2) : "PDF/A-" + id;
    }

    private static List<String> messages(ValidationResult result) {
        var messages = new LinkedHashSet<String>(); // one rule fails in many places, with the same words
        for (var assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                var rule = assertion.getRuleId();
                messages.add(rule.getClause() + "-" + rule.getTestNumber() + ": " + assertion.getMessage());
            }
        }
        return List.copyOf(messages);
    }

    private static String reason(Throwable failure) {
        var deepest = failure;
        while (deepest.getCause() != null && deepest.getCause() != deepest) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    private static String version() {
        var facts = new Properties();
        try (var in = VeraPdfValidator.class.getResourceAsStream(LIBRARY_FACTS)) {
            if (in != null) {
                facts.load(in);
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException("the class path cannot be read", unreadable);
        }
        return facts.getProperty("version", "unknown version");
    }
}
