package tools.validation;

import edu.harvard.hul.ois.jhove.ErrorMessage;
import edu.harvard.hul.ois.jhove.JhoveBase;
import edu.harvard.hul.ois.jhove.Message;
import edu.harvard.hul.ois.jhove.Module;
import edu.harvard.hul.ois.jhove.RepInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import model.ToolId;
import model.Verdict;

/** One of JHOVE's modules. Takes the verdict from it, and none of the properties that it extracts. */
final class JhoveValidator implements FormatValidator {

    private static final String MODULES = "edu.harvard.hul.ois.jhove.module.";

    /** By the module whose class has this simple name. */
    @Override
    public Validation validate(Path file, String option) throws Exception {
        var base = new JhoveBase();
        base.setChecksumFlag(false);
        base.setSignatureFlag(false);
        // Modules keep state of a file, so each file gets a new one.
        var module = Class.forName(MODULES + option)
                .asSubclass(Module.class)
                .getDeclaredConstructor()
                .newInstance();
        module.init("");
        module.setDefaultParams(List.of());
        module.setBase(base);
        var info = new RepInfo(file.toUri().toString());
        base.processFile(null, module, false, file.toFile(), info);
        var tool = new ToolId("JHOVE", base.getRelease() + " (" + module.getName() + " " + module.getRelease() + ")");
        return new Validation(verdict(info), Optional.of(tool), profile(info), messages(info));
    }

    private static Verdict verdict(RepInfo info) {
        if (info.getWellFormed() == RepInfo.TRUE && info.getValid() == RepInfo.TRUE) {
            return Verdict.PASS;
        }
        boolean undetermined = info.getWellFormed() == RepInfo.UNDETERMINED
                || (info.getWellFormed() == RepInfo.TRUE && info.getValid() == RepInfo.UNDETERMINED);
        return undetermined ? Verdict.NOT_DONE : Verdict.FAIL;
    }

    private static String profile(RepInfo info) {
        var words = new ArrayList<String>();
        Optional.ofNullable(info.getFormat()).ifPresent(words::add);
        Optional.ofNullable(info.getVersion()).ifPresent(words::add);
        var format = String.join(" ", words);
        return info.getProfile().isEmpty() ? format : format + " (" + String.join(", ", info.getProfile()) + ")";
    }

    private static List<String> messages(RepInfo info) {
        var errors = info.getMessage().stream().filter(ErrorMessage.class::isInstance);
        var others = info.getMessage().stream().filter(message -> !(message instanceof ErrorMessage));
        var details = Stream.concat(errors, others).map(JhoveValidator::text);
        return Stream.concat(Stream.of(status(info)).filter(status -> !status.isEmpty()), details)
                .toList();
    }

    private static String status(RepInfo info) {
        return switch (verdict(info)) {
            case PASS -> "";
            case FAIL -> info.getWellFormed() == RepInfo.TRUE ? "well-formed, but not valid" : "not well-formed";
            case NOT_DONE -> "not validated: the module cannot tell whether the file is valid";
        };
    }

    private static String text(Message message) {
        var text = new StringBuilder();
        if (message.getId() != null) {
            text.append(message.getId()).append(": ");
        }
        text.append(message.getMessage());
        if (message.getSubMessage() != null) {
            text.append(" (").append(message.getSubMessage()).append(')');
        }
        if (message.getOffset() >= 0) {
            text.append(", at byte ").append(message.getOffset());
        }
        return text.toString();
    }
}
