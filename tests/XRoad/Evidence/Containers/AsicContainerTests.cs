using System.Security.Cryptography;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Containers;

/// <summary>What is found in containers that X-Road wrote.</summary>
public sealed class AsicContainerTests
{
    [Theory]
    [InlineData("valid-signed-message", 1201, false, false, 0)]
    [InlineData("wrong-message", 1173, false, false, 0)]
    [InlineData("valid-batch-ts", 1204, false, true, 0)]
    [InlineData("valid-non-batch-rest", 418, false, true, 1)]
    [InlineData("invalid-not-signed-hashchain", 1201, true, false, 0)]
    [InlineData("invalid-incorrect-references", 1074, true, false, 0)]
    public void A_container_of_X_Road_opens_with_its_parts(string name, int messageLength, bool signedInBatch, bool stampedInBatch, int attachments)
    {
        using var container = Vector(name);

        Assert.Equal(messageLength, container.Message.Length);
        Assert.Equal((byte)'<', container.Signatures.Span[0]);
        Assert.Equal("/META-INF/signatures.xml", container.SignaturesName);
        Assert.Equal(signedInBatch, container.SignatureHashChainResult is not null);
        Assert.Equal(signedInBatch, container.Has("/sig-hashchain.xml"));
        Assert.Equal(stampedInBatch, container.TimestampHashChainResult is not null);
        Assert.Equal(attachments, container.Attachments.Count);
    }

    [Fact]
    public void A_batch_timestamp_is_given_as_it_lies_there()
    {
        using var container = Vector("valid-batch-ts");

        Assert.Equal(2310, container.Timestamp!.Value.Length);
        Assert.Equal(0x30, container.Timestamp.Value.Span[0]);
    }

    [Fact]
    public void Files_that_no_rule_knows_are_tolerated_and_told()
    {
        using var container = Vector("invalid-not-signed-hashchain");

        Assert.Equal(["/hashchain.xml", "/hashchainresult.xml"], container.Others.Order(StringComparer.Ordinal));
        Assert.Equal(357, container.Read("/hashchainresult.xml")!.Value.Length);
    }

    [Fact]
    public void A_container_without_a_signature_is_refused_by_the_name_of_that_fault()
    {
        var refused = Assert.Throws<MalformedContainerException>(() => Vector("no-signature"));

        Assert.Equal("AsicSignatureNotFound", refused.Code);
        Assert.Contains("signatures.xml", refused.Message);
    }

    [Fact]
    public void A_body_is_digested_and_read_by_the_name_signatures_use()
    {
        using var container = Vector("valid-non-batch-rest");
        var body = container.Read("/attachment1")!.Value;

        Assert.Equal(84, body.Length);
        Assert.Equal(SHA512.HashData(body.Span), container.Digest("/attachment1", DigestAlgorithm.Sha512));
        Assert.Equal(SHA256.HashData(body.Span), container.Digest("attachment1", DigestAlgorithm.Sha256));
        Assert.Equal(SHA256.HashData(container.Message.Span), container.Digest("/message.xml", DigestAlgorithm.Sha256));
        Assert.Null(container.Digest("/attachment2", DigestAlgorithm.Sha512));
        Assert.Null(container.Read("/attachment2"));
        Assert.False(container.Has("/attachment2"));
        Assert.False(container.CopyTo("/attachment2", Stream.Null));
    }

    [Fact]
    public void Attachments_come_in_the_order_of_their_numbers()
    {
        using var container = Samples.Open(Samples.Zip(("attachment10", "j"), ("attachment2", "b"), ("attachment1", "a"), ("attachment", "?"), ("attachment01", "?")));

        Assert.Equal(["/attachment1", "/attachment2", "/attachment10"], container.Attachments);
        Assert.Equal(["/attachment", "/attachment01"], container.Others);
    }

    [Fact]
    public void A_signature_may_have_another_name_that_the_standard_allows()
    {
        using var container = Samples.Open(Samples.Zip(("META-INF/signatures.xml", null), ("META-INF/signatures001.xml", "<other/>")));

        Assert.Equal("/META-INF/signatures001.xml", container.SignaturesName);
        Assert.Equal("<other/>"u8, container.Signatures.Span);
    }

    [Fact]
    public async Task An_attachment_of_100_MB_is_hashed_in_little_memory()
    {
        using var file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 4096, FileOptions.DeleteOnClose);
        var contents = Samples.Contents() with { Attachments = [() => new Counting(100_000_000)] };
        await AsicContainerWriter.WriteAsync(file, contents, Samples.Time, default);

        using var container = AsicContainer.Open(file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var digest = container.Digest("/attachment1", DigestAlgorithm.Sha512);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var again = container.Digest("/attachment1", DigestAlgorithm.Sha512);

        using var same = new Counting(100_000_000);
        Assert.Equal(SHA512.HashData(same), digest);
        Assert.Equal(digest, again);
        Assert.InRange(allocated, 0, 16_000_000);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_the_callers_mistake()
    {
        using var forward = new Counting(10);

        Assert.Throws<ArgumentException>(() => AsicContainer.Open(forward));
    }

    private static AsicContainer Vector(string name) => AsicContainer.Open(File.OpenRead(Repository.Vector($"xroad/asic/{name}.asice")));
}
