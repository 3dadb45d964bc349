package workflow;

import java.util.Optional;
import java.util.UUID;

/** One node of the map. A job is one step being run for one transfer; a choice is one that waits for a person. */
public sealed interface Step permits ActionStep, ChoiceStep {

    /** Stable, unique within the workflow, kebab-case; part of persistence ids. */
    String name();

    /** The job's name as archivists know it. */
    String title();

    /** The named group of steps that an archivist sees. */
    String microservice();

    /** The id of Archivematica's link that does the same, where there is one; its clients filter by it. */
    Optional<UUID> link();
}
