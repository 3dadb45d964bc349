package packaging.premis;

import static java.util.Map.entry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import model.ChecksumAlgorithm;
import model.DatedFinding;
import model.Finding;
import model.Ids;
import model.ToolId;
import model.Verdict;
import packaging.xml.XmlName;

/**
 * Makes PREMIS events of findings by the rows of {@link EventRule}. The same history gives the same events with the same
 * identifiers, whenever it is asked. What was not done is never a pass.
 */
public final class EventTable {

    private final ToolId software;
    private final PremisAgents agents;

    public EventTable(ToolId software, PremisAgents agents) {
        this.software = software;
        this.agents = agents;
    }

    /** A row that applies, and what its words in braces stand for. */
    private record Match(EventRule rule, Map<String, String> values) {
        private static List<Match> one(EventRule rule, Map<String, String> values) {
            return List.of(new Match(rule, values));
        }
    }

    /**
     * An event and what it was made of.
     *
     * @param position of the finding in the history
     */
    public record Numbered(int position, PremisEvent event) {}

    /** The events of an object's history, oldest first. */
    public List<PremisEvent> events(UUID object, List<DatedFinding> history) {
        return numbered(object, history).stream().map(Numbered::event).toList();
    }

    /** The same, each with the finding that it was made of. */
    public List<Numbered> numbered(UUID object, List<DatedFinding> history) {
        var events = new ArrayList<Numbered>();
        for (int position = 0; position < history.size(); position++) {
            var dated = history.get(position);
            var matches = match(dated.finding());
            for (int i = 0; i < matches.size(); i++) {
                var id = Ids.derived(object, "premis-event/" + position + "/" + i);
                events.add(new Numbered(position, event(id, matches.get(i), dated.at(), tool(dated))));
            }
        }
        return events;
    }

    /** The identifier of {@link #aipCreation}, which is made of no finding. */
    public static UUID aipCreationId(UUID sip) {
        return Ids.derived(sip, "premis-event/aip-creation");
    }

    /** That the package came to be, with the head of its event chain. */
    public PremisEvent aipCreation(UUID sip, UUID transfer, String chainHead, Instant at) {
        var values = Map.of("transfer", transfer.toString(), "chainHead", chainHead);
        return event(aipCreationId(sip), new Match(EventRule.AIP_CREATION, values), at, software);
    }

    private PremisEvent event(UUID id, Match match, Instant at, ToolId tool) {
        var values = new TreeMap<>(match.values());
        values.put("program", "program=\"" + tool.name() + "\"; version=\"" + tool.version() + "\"");
        var rule = match.rule();
        return new PremisEvent(
                id,
                rule.type(),
                at,
                EventRule.fill(rule.detail(), values),
                rule.outcome(),
                EventRule.fill(rule.note(), values),
                agents.identifiers(rule.responsible()));
    }

    /** A finding's own tool is nearer to the truth than its task's; where neither is named it was our own doing. */
    private ToolId tool(DatedFinding dated) {
        Optional<ToolId> own = Optional.empty();
        if (dated.finding() instanceof Finding.Characterized found) {
            own = found.tool();
        } else if (dated.finding() instanceof Finding.Validated found) {
            own = found.tool();
        }
        return own.or(dated::tool).orElse(software);
    }

    private static List<Match> match(Finding finding) {
        if (finding instanceof Finding.IdentifierAssigned found) {
            return identifier(found);
        } else if (finding instanceof Finding.ChecksumsAssigned found) {
            return digests(found);
        } else if (finding instanceof Finding.FormatIdentified found) {
            return format(found);
        } else if (finding instanceof Finding.PathChanged found) {
            return path(found);
        } else if (finding instanceof Finding.Removed found) {
            return Match.one(EventRule.REMOVAL, Map.of("detail", found.reason()));
        } else if (finding instanceof Finding.Packed found) {
            return Match.one(EventRule.PACKING, Map.of("algorithm", found.algorithm(), "detail", found.detail()));
        }
        return check(finding);
    }

    /** The findings that have a verdict; of all others no event is made. */
    private static List<Match> check(Finding finding) {
        if (finding instanceof Finding.FixityChecked found) {
            var rule = pick(found.verdict(), EventRule.FIXITY_PASS, EventRule.FIXITY_FAIL, EventRule.FIXITY_NOT_DONE);
            return Match.one(rule, Map.of("lists", String.join(", ", found.lists()), "detail", found.detail()));
        } else if (finding instanceof Finding.VirusScanned found) {
            var rule = pick(found.verdict(), EventRule.VIRUS_PASS, EventRule.VIRUS_FAIL, EventRule.VIRUS_NOT_DONE);
            return Match.one(rule, Map.of("signature", found.signature(), "detail", found.detail()));
        } else if (finding instanceof Finding.Characterized found) {
            var rule = pick(
                    found.verdict(), EventRule.EXTRACTION, EventRule.EXTRACTION_FAIL, EventRule.EXTRACTION_NOT_DONE);
            return Match.one(rule, Map.of("detail", found.detail()));
        } else if (finding instanceof Finding.Validated found) {
            var rule = pick(
                    found.verdict(), EventRule.VALIDATION, EventRule.VALIDATION_FAIL, EventRule.VALIDATION_NOT_DONE);
            return Match.one(rule, Map.of("profile", found.profile(), "detail", String.join("\n", found.messages())));
        } else if (finding instanceof Finding.PackageVerified found) {
            var rule =
                    pick(found.verdict(), EventRule.PACKAGE_PASS, EventRule.PACKAGE_FAIL, EventRule.PACKAGE_NOT_DONE);
            return Match.one(rule, Map.of("detail", found.detail()));
        }
        return List.of();
    }

    private static EventRule pick(Verdict verdict, EventRule pass, EventRule fail, EventRule notDone) {
        return switch (verdict) {
            case PASS -> pass;
            case FAIL -> fail;
            case NOT_DONE -> notDone;
        };
    }

    private static List<Match> identifier(Finding.IdentifierAssigned found) {
        var matches = new ArrayList<>(Match.one(EventRule.INGESTION, Map.of()));
        found.accessionNumber()
                .ifPresent(number -> matches.add(new Match(EventRule.REGISTRATION, Map.of("accession", number))));
        return matches;
    }

    private static List<Match> digests(Finding.ChecksumsAssigned found) {
        return new TreeMap<ChecksumAlgorithm, String>(found.checksums())
                .entrySet().stream()
                        .map(digest -> new Match(
                                EventRule.DIGEST,
                                Map.ofEntries(
                                        entry("algorithm", digest.getKey().javaName()),
                                        entry("digest", digest.getValue()))))
                        .toList();
    }

    private static List<Match> format(Finding.FormatIdentified found) {
        if (found.format().isEmpty()) {
            return Match.one(EventRule.NO_IDENTIFICATION, Map.of("detail", found.warning()));
        }
        var format = found.format().get();
        return Match.one(
                EventRule.IDENTIFICATION,
                Map.of("puid", format.puid(), "method", format.method(), "detail", found.warning()));
    }

    /** Moving a file within the package leaves its name alone. */
    private static List<Match> path(Finding.PathChanged found) {
        if (found.reason() != Finding.PathChanged.Reason.CLEANED) {
            return List.of();
        }
        var from = XmlName.of(found.from());
        var encoding = from.percentEncoded() ? "the original name is percent-encoded" : "";
        return Match.one(
                EventRule.FILENAME_CHANGE,
                Map.of("from", from.text(), "to", XmlName.of(found.to()).text(), "encoding", encoding));
    }
}
