package app;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import model.ToolId;
import preservation.AssignChecksums;
import preservation.AssignFileIdentifiers;
import preservation.ChangeNames;
import preservation.CharacterizeFiles;
import preservation.CleanUp;
import preservation.CompressAip;
import preservation.CreateSip;
import preservation.GenerateMets;
import preservation.IdentifyFormat;
import preservation.ListSource;
import preservation.LoadDescriptions;
import preservation.MoveIntoObjects;
import preservation.PrepareAip;
import preservation.PreservationAction;
import preservation.ReceiveFiles;
import preservation.RemoveUnneededFiles;
import preservation.RestructureForCompliance;
import preservation.ScanForViruses;
import preservation.StoreAip;
import preservation.ValidateFormats;
import preservation.VerifyAip;
import preservation.VerifyMetadataChecksums;
import preservation.VerifyTransferCompliance;
import preservation.attempt.Actions;
import storage.AipStore;

/** Every preservation action, under the name that workflows call it by, with the tools that it works with. */
final class ActionCatalogue {

    private ActionCatalogue() {}

    static Actions of(Settings settings, Toolbox tools, ToolId software, InstantSource clock) {
        var apart = Apart.jvm(settings, tools.runner(), ApartMain.class);
        return new Actions(byName(settings, tools, software, clock), Optional.of(apart));
    }

    /** A new map, for whoever wants to put something around the actions. */
    static Map<String, PreservationAction<?>> byName(
            Settings settings, Toolbox tools, ToolId software, InstantSource clock) {
        var actions = new HashMap<String, PreservationAction<?>>();
        receiving(actions);
        examining(actions, tools);
        packaging(actions, tools, new AipStore(settings.store()), software, clock);
        return actions;
    }

    private static void receiving(Map<String, PreservationAction<?>> actions) {
        actions.put("list-source", new ListSource());
        actions.put("receive-files", new ReceiveFiles());
        actions.put("remove-unneeded-files", new RemoveUnneededFiles());
        actions.put("restructure-for-compliance", new RestructureForCompliance());
        actions.put("verify-transfer-compliance", new VerifyTransferCompliance());
        actions.put("assign-file-identifiers", new AssignFileIdentifiers());
        actions.put("assign-checksums", new AssignChecksums());
        actions.put("verify-metadata-checksums", new VerifyMetadataChecksums());
        actions.put("change-names", new ChangeNames());
    }

    private static void examining(Map<String, PreservationAction<?>> actions, Toolbox tools) {
        actions.put("scan-for-viruses", new ScanForViruses(tools.clamAv()));
        actions.put("identify-format", new IdentifyFormat(tools::droid));
        actions.put("characterize-files", new CharacterizeFiles(tools.describers()));
        actions.put("validate-formats", new ValidateFormats(tools::validators));
        actions.put("load-descriptions", new LoadDescriptions());
    }

    private static void packaging(
            Map<String, PreservationAction<?>> actions,
            Toolbox tools,
            AipStore store,
            ToolId software,
            InstantSource clock) {
        actions.put("create-sip", new CreateSip());
        actions.put("move-into-objects", new MoveIntoObjects());
        actions.put("generate-mets", new GenerateMets(software, clock));
        actions.put("prepare-aip", new PrepareAip(clock));
        actions.put("compress-aip", new CompressAip(tools.runner()));
        actions.put("verify-aip", new VerifyAip());
        actions.put("store-aip", new StoreAip(store, software, clock));
        actions.put("clean-up", new CleanUp(store));
    }
}
