package packaging.bagit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads the bag's metadata (RFC 8493, 2.2.2) and compares its Payload-Oxum, where there is one, with the payload. */
final class BagInfoCheck {

    private static final Pattern OXUM = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");
    private static final int OXUMS_MAX = 100;

    private final BagSession session;
    private final List<String> oxums = new ArrayList<>();
    private String file = "";

    BagInfoCheck(BagSession session) {
        this.session = session;
    }

    void run(BagInventory inventory) {
        var there =
                session.version.infoFiles().stream().filter(session::isThere).findFirst();
        if (there.isEmpty()) {
            return;
        }
        file = there.get();
        session.readLines(file, this::read);
        if (oxums.size() > 1) {
            session.sinceFinal(file + ": has more than one Payload-Oxum");
        }
        oxums.forEach(oxum -> compare(oxum, inventory));
    }

    private void read(String line, int number) {
        if (line.startsWith(" ") || line.startsWith("\t")) {
            if (number == 1) {
                session.problems.add(file + ": the first line continues no other");
            }
            return;
        }
        int colon = line.indexOf(':');
        if (colon <= 0) {
            session.problems.add(file + ": line " + number + " is not a label, a colon and a value");
            return;
        }
        var label = line.substring(0, colon);
        var value = line.substring(colon + 1);
        boolean hasBlanks = !label.equals(label.strip()) || !(value.startsWith(" ") || value.startsWith("\t"));
        if (session.version.isFinal() && hasBlanks) {
            session.warnings.add(file + ": line " + number + " has not exactly one blank, after the colon");
        }
        if (label.strip().toLowerCase(Locale.ROOT).equals("payload-oxum") && oxums.size() < OXUMS_MAX) {
            oxums.add(value.strip());
        }
    }

    private void compare(String oxum, BagInventory inventory) {
        var matcher = OXUM.matcher(oxum);
        if (!matcher.matches()) {
            session.problems.add(file + ": Payload-Oxum is not two numbers with a dot between them: " + oxum);
            return;
        }
        long bytes = Long.parseLong(matcher.group(1));
        long files = Long.parseLong(matcher.group(2));
        if (bytes != inventory.payloadBytes() || files != inventory.payloadFiles()) {
            session.problems.add(file + ": Payload-Oxum says " + bytes + " bytes in " + files + " files, but there are "
                    + inventory.payloadBytes() + " bytes in " + inventory.payloadFiles() + " files");
        }
    }
}
