using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Cabildo.Exchange.Signing;
using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.Exchange.Tests.Signing;

public sealed class SigningQueueTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public SigningQueueTests() => _certificate = new CertificateRequest("CN=Signer", _key, HashAlgorithmName.SHA256)
        .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task A_message_that_comes_alone_is_signed_alone()
    {
        var queue = new SigningQueue(TimeProvider.System);

        var signature = await queue.SignAsync(NewSigner(), Message(1));

        Assert.Null(signature.HashChain);
        Assert.True(IsOf(signature, _certificate));
    }

    [Fact]
    public async Task Under_load_messages_share_signatures_and_each_has_its_own_branch()
    {
        var queue = new SigningQueue(TimeProvider.System);
        var signer = NewSigner();

        var signatures = new List<(int Number, MessageSignature Signature)>();
        for (var wave = 0; wave < 20; wave++)
        {
            var numbers = Enumerable.Range(wave * 100, 100).ToArray();
            var signed = await Task.WhenAll(numbers.Select(number => Task.Run(() => queue.SignAsync(signer, Message(number)))));
            signatures.AddRange(numbers.Zip(signed));
        }

        Assert.True(signatures.Select(signed => Convert.ToHexString(SHA256.HashData(signed.Signature.Xml.Span))).Distinct().Count() < signatures.Count / 2);
        foreach (var (number, signature) in signatures.Where(signed => signed.Signature.HashChainResult is not null))
        {
            var data = new MessageData(Part(number), [], signature);
            Assert.Null(HashChain.Check(signature.HashChainResult!.Value, data, data.Inputs).Fault);
            var other = new MessageData(Part(number + 1), [], signature);
            Assert.NotNull(HashChain.Check(signature.HashChainResult!.Value, other, other.Inputs).Fault);
        }
    }

    [Fact]
    public async Task Messages_of_different_signers_never_share_a_signature()
    {
        var queue = new SigningQueue(TimeProvider.System);
        using var otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var otherCertificate = new CertificateRequest("CN=Other", otherKey, HashAlgorithmName.SHA256)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        var signers = new[] { NewSigner(), new MessageSigner(new SigningIdentity(otherKey, otherCertificate, [], []), TimeProvider.System) };

        var signed = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => Task.Run(() => queue.SignAsync(signers[number % 2], Message(number)))));

        Assert.All(signed.Index(), item =>
            Assert.True(IsOf(item.Item, item.Index % 2 == 0 ? _certificate : otherCertificate)));
    }

    [Fact]
    public async Task A_key_that_fails_fails_all_who_wait_and_the_queue_goes_on()
    {
        var queue = new SigningQueue(TimeProvider.System);
        var broken = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var failing = new MessageSigner(new SigningIdentity(broken, _certificate, [], []), TimeProvider.System);
        broken.Dispose();

        var attempts = Enumerable.Range(0, 50).Select(number => Task.Run(() => queue.SignAsync(failing, Message(number)))).ToArray();
        foreach (var attempt in attempts)
            await Assert.ThrowsAnyAsync<Exception>(() => attempt);

        Assert.NotNull(await queue.SignAsync(NewSigner(), Message(1)));
    }

    private MessageSigner NewSigner() => new(new SigningIdentity(_key, _certificate, [], []), TimeProvider.System);

    private static bool IsOf(MessageSignature signature, X509Certificate2 certificate) =>
        Encoding.ASCII.GetString(signature.Xml.Span).Contains(Convert.ToBase64String(certificate.RawData), StringComparison.Ordinal);

    private static byte[] Part(int number) => BitConverter.GetBytes(number);

    private static SignableMessage Message(int number) => new(SHA512.HashData(Part(number)));
}
