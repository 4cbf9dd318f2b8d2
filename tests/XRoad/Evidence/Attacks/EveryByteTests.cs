using Cabildo.Trust.HashChains;
using Cabildo.Trust.Algorithms;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Verification;
using Cabildo.XRoad.Tests.Evidence.Containers;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

/// <summary>
/// Whatever byte of a container is changed: it is refused, or it still says the same. In the zip file every byte is tried; in the files
/// themselves, where no check sum of the zip file helps, one in <see cref="Stride"/>, and every one where CABILDO_LONG is set.
/// </summary>
public sealed class EveryByteTests : IDisposable
{
    private static readonly int Stride = Environment.GetEnvironmentVariable("CABILDO_LONG") is { Length: > 0 } ? 1 : 11;
    private readonly EvidenceCountry _country = new();
    private readonly ContainerContents _contents;
    private readonly EvidenceVerifier _verifier;

    public EveryByteTests()
    {
        _contents = StampedMessage.Contents(_country);
        _verifier = new EvidenceVerifier(_country.Configuration());
    }

    [Theory, InlineData(0x01), InlineData(0x20), InlineData(0xFF)]
    public async Task No_byte_of_a_container_changes_what_it_proves(byte change)
    {
        var whole = await Samples.WriteAsync(_contents);
        var meant = Meaning(whole, out var code);
        Assert.Null(code);

        for (var i = 0; i < whole.Length; i++)
        {
            whole[i] ^= change;
            Assert.True(Meaning(whole, out code) is not { } found || found == meant, $"Byte {i} changes what the container proves.");
            Assert.NotEqual("", code);
            whole[i] ^= change;
        }
    }

    [Fact]
    public async Task No_beginning_of_a_container_proves_anything()
    {
        var whole = await Samples.WriteAsync(_contents);

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(Meaning(whole[..length], out var code));
            Assert.NotEmpty(code!);
        }
    }

    [Theory]
    [InlineData("message")]
    [InlineData("signatures")]
    [InlineData("signature chain")]
    [InlineData("signature chain result")]
    [InlineData("timestamp")]
    [InlineData("timestamp chain")]
    [InlineData("timestamp chain result")]
    [InlineData("body")]
    public async Task No_byte_of_a_file_changes_what_the_container_proves(string file)
    {
        var meant = Meaning(await Samples.WriteAsync(_contents), out _);
        var bytes = Part(file).ToArray();

        for (var i = 0; i < bytes.Length; i += Stride)
        {
            foreach (var change in (byte[])[0x01, 0x20])
            {
                bytes[i] ^= change;
                Assert.True(Meaning(await Samples.WriteAsync(With(file, bytes)), out _) is not { } found || found == meant, $"Byte {i} of {file} changes what the container proves.");
                bytes[i] ^= change;
            }
        }
    }

    public void Dispose() => _country.Dispose();

    /// <summary>Message, attachment, sender, signer and time; null, with the code, if the container proves nothing.</summary>
    private string? Meaning(byte[] container, out string? code)
    {
        var verdict = _verifier.Verify(new MemoryStream(container, writable: false));
        code = verdict.Fault?.Code;
        if (!verdict.IsValid)
            return null;
        using var opened = Samples.Open(container);
        var files = new[] { ContainerNames.Message }.Concat(opened.Attachments).Select(name => name + Convert.ToHexString(((IDetachedData)opened).Digest(name, DigestAlgorithm.Sha512)!));
        return string.Join(
            '\n', [.. files, verdict.Message!.Sender.ToString(), verdict.Signature!.Document!.Signer.Certificate.Thumbprint, verdict.Timestamp!.Info.Time.ToString("O", null), .. verdict.Signature.Unseen]);
    }

    private ReadOnlyMemory<byte> Part(string file) => file switch
    {
        "message" => _contents.Message,
        "signatures" => _contents.Signatures,
        "signature chain" => _contents.SignatureChain!.Chain,
        "signature chain result" => _contents.SignatureChain!.Result,
        "timestamp" => _contents.Timestamp!.Token,
        "timestamp chain" => _contents.Timestamp!.Chain.Chain,
        "timestamp chain result" => _contents.Timestamp!.Chain.Result,
        _ => StampedMessage.Body,
    };

    // The signature is stamped anew, as anybody may: else it would be the timestamp that refuses each change of it.
    private ContainerContents With(string file, byte[] bytes) => file switch
    {
        "message" => _contents with { Message = bytes },
        "signatures" => _contents.WithSignatures(_country, bytes),
        "signature chain" => _contents with { SignatureChain = _contents.SignatureChain! with { Chain = bytes } },
        "signature chain result" => _contents with { SignatureChain = _contents.SignatureChain! with { Result = bytes } },
        "timestamp" => _contents with { Timestamp = _contents.Timestamp! with { Token = bytes } },
        "timestamp chain" => _contents with { Timestamp = _contents.Timestamp! with { Chain = _contents.Timestamp.Chain with { Chain = bytes } } },
        "timestamp chain result" => _contents with { Timestamp = _contents.Timestamp! with { Chain = _contents.Timestamp.Chain with { Result = bytes } } },
        _ => _contents.WithBody(bytes),
    };
}
