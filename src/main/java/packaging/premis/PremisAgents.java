package packaging.premis;

import java.util.List;
import model.ToolId;

/** The three agents that answer for a package: the program, the repository and who submitted the transfer. */
public record PremisAgents(PremisAgent system, PremisAgent repository, PremisAgent user) {

    public static PremisAgents of(ToolId software, String repositoryCode, String repositoryName, String submittedBy) {
        return new PremisAgents(
                new PremisAgent(
                        new PremisAgent.Identifier("preservation system", software.name() + "-" + software.version()),
                        software.name(),
                        "software",
                        software.version()),
                new PremisAgent(
                        new PremisAgent.Identifier("repository code", repositoryCode),
                        repositoryName,
                        "organization",
                        ""),
                new PremisAgent(new PremisAgent.Identifier("user", submittedBy), submittedBy, "person", ""));
    }

    public List<PremisAgent> all() {
        return List.of(system, repository, user);
    }

    /** What an event's links say. */
    List<PremisAgent.Identifier> identifiers(EventRule.Responsible responsible) {
        return responsible == EventRule.Responsible.ALL
                ? List.of(system.identifier(), repository.identifier(), user.identifier())
                : List.of(system.identifier(), repository.identifier());
    }
}
