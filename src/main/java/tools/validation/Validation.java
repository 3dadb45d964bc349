package tools.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.ToolId;
import model.Verdict;

/**
 * What a validator said of a file.
 *
 * @param tool empty when the validator was gone before it could say who it is
 * @param profile what the file was validated as, such as {@code PDF/A-1b}; empty when that is not known
 * @param messages at most {@link #MESSAGES_MAX} of at most {@link #MESSAGE_CHARACTERS_MAX} characters
 */
public record Validation(Verdict verdict, Optional<ToolId> tool, String profile, List<String> messages) {

    public static final int MESSAGES_MAX = 20;
    public static final int MESSAGE_CHARACTERS_MAX = 500;

    public Validation {
        messages = bounded(messages);
    }

    static Validation notDone(String reason) {
        return new Validation(Verdict.NOT_DONE, Optional.empty(), "", List.of("not validated: " + reason));
    }

    private static List<String> bounded(List<String> messages) {
        var first = new ArrayList<String>();
        for (var message : messages) {
            if (first.size() == MESSAGES_MAX - 1 && messages.size() > MESSAGES_MAX) {
                first.add("and " + (messages.size() - first.size()) + " more messages");
                break;
            }
            first.add(message.length() > MESSAGE_CHARACTERS_MAX ? cut(message) : message);
        }
        return List.copyOf(first);
    }

    private static String cut(String message) {
        int end = MESSAGE_CHARACTERS_MAX - 1;
        // Half a surrogate pair could not be encoded.
        return message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
