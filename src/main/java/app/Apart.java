package app;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.ChildJvm;
import tools.ToolRunner;

/** How the process of a suspected task is started. */
final class Apart {

    /** What it takes over as it stands here, if it is set. No password and no key is among them. */
    private static final List<String> HANDED_DOWN = List.of(
            "MUNIMENT_CLAMD_MEGABYTES",
            "MUNIMENT_VALIDATOR_MEGABYTES",
            "MUNIMENT_VALIDATOR_SECONDS",
            "MUNIMENT_LOG_LEVEL");

    private Apart() {}

    /** With this program in place of the product's. */
    static ChildJvm jvm(Settings settings, ToolRunner runner, Class<?> program) {
        var limits = ToolLimits.of(System.getenv(), settings.slots());
        return new ChildJvm(runner, program, limits.aloneMegabytes(), environment(settings, System.getenv()));
    }

    static Map<String, String> environment(Settings settings, Map<String, String> ours) {
        var told = new HashMap<String, String>();
        HANDED_DOWN.stream().filter(ours::containsKey).forEach(name -> told.put(name, ours.get(name)));
        told.put("MUNIMENT_DATA", settings.data().toAbsolutePath().toString());
        told.put("MUNIMENT_STORE", settings.store().toAbsolutePath().toString());
        told.put("MUNIMENT_SLOTS", "1");
        settings.clamd().ifPresent(address -> told.put("MUNIMENT_CLAMD", address));
        return told;
    }
}
