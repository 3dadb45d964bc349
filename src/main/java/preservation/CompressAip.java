package preservation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.Optional;
import model.Finding;
import model.Product;
import model.TaskResult;
import packaging.aip.AipForm;
import packaging.aip.TarPacker;
import preservation.disk.DiskFull;
import storage.TreeSync;
import tools.ToolRunner;

/** Packs the bag in the form in which it is to be stored, or leaves it as it is. */
public final class CompressAip implements PreservationAction<CompressAip.Parameters> {

    private final SevenZipPacking sevenZip;

    /**
     * Packs tar files by itself.
     *
     * @param tools runs 7-Zip, where that is asked for
     */
    public CompressAip(ToolRunner tools) {
        this.sevenZip = new SevenZipPacking(tools);
    }

    /**
     * What the workflow may set.
     *
     * @param algorithm {@code uncompressed}, {@code tar-zstd}, {@code tar-gzip} or {@code 7z}; none means uncompressed
     * @param level as the format counts it; 0 is the format's usual one
     */
    public record Parameters(String algorithm, int level) {
        public Parameters {
            algorithm = algorithm == null ? AipForm.UNCOMPRESSED.label() : algorithm;
        }
    }

    @Override
    public Class<Parameters> parameters() {
        return Parameters.class;
    }

    @Override
    public boolean needsDirectory() {
        return true;
    }

    @Override
    public TaskResult run(Parameters parameters, TaskInput task, ActionContext context) throws Exception {
        var form = AipForm.of(parameters.algorithm());
        var transfer = context.transfer();
        var product = transfer.product("bag")
                .orElseThrow(() -> new IOException("there is no bag yet; the step prepare-aip must run first"));
        if (form.isDirectory()) {
            return packed(
                    form,
                    "stored as a directory",
                    new Product("aip", product.path(), product.size(), product.sha256()));
        }
        var bag = context.physical(product.path());
        var target = context.attemptDirectory().resolve(bag.getFileName() + form.extension());
        Optional<TarPacker.Packed> packed;
        try {
            packed = pack(form, parameters.level(), bag, target, context);
        } catch (InterruptedIOException givenUp) {
            throw new InterruptedException(givenUp.getMessage());
        } catch (IOException failure) {
            throw DiskFull.told(failure, context.attemptDirectory());
        }
        if (packed.isEmpty()) {
            return TaskResult.failed("the AIP can't be packed as 7z, because no program 7zz, 7z or 7za is installed;"
                    + " install 7zip, or choose another compression");
        }
        TreeSync.directory(context.attemptDirectory());
        return packed(
                form,
                HumanSize.of(product.size()) + " became "
                        + HumanSize.of(packed.get().size()),
                new Product(
                        "aip",
                        context.inWorkArea(target),
                        packed.get().size(),
                        packed.get().sha256()));
    }

    /** Empty when a program is missing that it takes. */
    private Optional<TarPacker.Packed> pack(AipForm form, int level, Path bag, Path target, ActionContext context)
            throws IOException, InterruptedException {
        if (form != AipForm.SEVEN_ZIP) {
            var time = context.transfer().submittedAt();
            return Optional.of(new TarPacker(form, level, time).pack(bag, target, context::isGivenUp));
        }
        var program = sevenZip.program();
        return program.isEmpty()
                ? Optional.empty()
                : Optional.of(sevenZip.pack(program.get(), bag, target, level, context));
    }

    private static TaskResult packed(AipForm form, String detail, Product aip) {
        return TaskResult.completed(new Finding.Packed(form.label(), detail)).withProducts(aip);
    }
}
