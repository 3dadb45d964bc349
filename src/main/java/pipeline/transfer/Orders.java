package pipeline.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import model.Mandate;
import pipeline.job.Steering;
import pipeline.transfer.TransferEvent.CancelRequested;
import pipeline.transfer.TransferEvent.Paused;

/**
 * What people have asked of a transfer on its way.
 *
 * @param cancel who asked to cancel, if somebody did
 * @param paused who paused it, while it is
 * @param commands the names of the latest commands that were carried out, oldest first
 */
public record Orders(Optional<CancelRequested> cancel, Optional<Paused> paused, int priority, List<String> commands) {

    /** A command that is repeated after so many others counts as a new one. */
    private static final int COMMANDS_MAX = 200;

    static final Orders NONE = new Orders(Optional.empty(), Optional.empty(), Steering.USUAL.priority(), List.of());

    /** True when this very command was carried out before. */
    boolean knows(Mandate mandate) {
        return commands.contains(mandate.commandId());
    }

    Steering steering() {
        return new Steering(paused.isPresent(), priority);
    }

    Orders cancelled(CancelRequested request) {
        return new Orders(Optional.of(request), paused, priority, with(request.commandId()));
    }

    Orders paused(Paused pause) {
        return new Orders(
                cancel, Optional.of(pause), priority, with(pause.mandate().commandId()));
    }

    Orders resumed(Mandate mandate) {
        return new Orders(cancel, Optional.empty(), priority, with(mandate.commandId()));
    }

    Orders prioritized(int newPriority, Mandate mandate) {
        return new Orders(cancel, paused, newPriority, with(mandate.commandId()));
    }

    /** Nothing changes but that the command is known. */
    Orders carriedOut(Mandate mandate) {
        return new Orders(cancel, paused, priority, with(mandate.commandId()));
    }

    private List<String> with(String commandId) {
        if (commands.contains(commandId)) {
            return commands;
        }
        var more = new ArrayList<>(commands);
        more.add(commandId);
        return List.copyOf(more.subList(Math.max(0, more.size() - COMMANDS_MAX), more.size()));
    }
}
