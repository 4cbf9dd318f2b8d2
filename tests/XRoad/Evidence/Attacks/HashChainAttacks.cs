using System.Diagnostics;
using System.Text;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;
using Cabildo.XRoad.Evidence.Containers;
using Cabildo.XRoad.Evidence.Signatures;
using Cabildo.XRoad.Evidence.Verification;

namespace Cabildo.XRoad.Tests.Evidence.Attacks;

public sealed class HashChainAttacks : IDisposable
{
    private const string Body = "<DataRef URI=\"/attachment1\">";
    private const string Canonical = "<ds:Transforms><ds:Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315\"/></ds:Transforms>";
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);
    private readonly EvidenceCountry _country = new();

    [Fact]
    public async Task What_is_attacked_is_valid()
    {
        var verdict = await _country.VerifyAsync(StampedMessage.Contents(_country));

        Assert.True(verdict.IsValid, verdict.Fault?.ToString());
        Assert.True(verdict.IsBatchTimestamp);
        Assert.Equal(EvidenceCountry.Now, verdict.Timestamp!.Info.Time);
    }

    [Fact]
    public async Task A_transform_put_into_a_chain_does_not_let_the_body_be_altered()
    {
        var contents = StampedMessage.Contents(_country);
        var chain = StampedMessage.Text(contents.SignatureChain!.Chain).Replace(Body, Body + Canonical, StringComparison.Ordinal);

        var altered = contents.WithChain(chain).WithBody("<licence><number>2499<!-- -->0112</number></licence>"u8.ToArray());

        Assert.Equal("MalformedSignature.MalformedHashChain", await _country.CodeAsync(altered));
        Assert.Equal("MalformedSignature.MalformedHashChain", await _country.CodeAsync(contents.WithChain(chain)));
    }

    [Theory]
    [InlineData("message.xml")]
    [InlineData("/./message.xml")]
    [InlineData("%2Fmessage.xml")]
    [InlineData("/Message.xml")]
    [InlineData("/message%2Exml")]
    [InlineData("/META-INF/../message.xml")]
    public async Task Another_spelling_of_the_message_does_not_vouch_for_it(string name)
    {
        var contents = StampedMessage.Contents(_country);
        var chain = StampedMessage.Text(contents.SignatureChain!.Chain).Replace("\"/message.xml\"", $"\"{name}\"", StringComparison.Ordinal);

        Assert.Equal("MalformedSignature.HashChainUnusedInputs", await _country.CodeAsync(contents.WithChain(chain)));
    }

    [Fact]
    public async Task A_body_that_the_chain_has_as_a_bare_digest_is_not_vouched_for()
    {
        var contents = StampedMessage.Contents(_country);
        var chain = StampedMessage.Text(contents.SignatureChain!.Chain);
        var at = chain.IndexOf(Body, StringComparison.Ordinal);
        var bare = chain[..at] + "<HashValue>" + chain[(at + Body.Length)..].Replace("</DataRef>", "</HashValue>", StringComparison.Ordinal);

        Assert.Equal("MalformedSignature.HashChainUnusedInputs", await _country.CodeAsync(contents.WithChain(bare).WithBody("<other/>"u8.ToArray())));
        Assert.Equal("MalformedSignature.HashChainUnusedInputs", await _country.CodeAsync(contents.WithChain(bare)));
    }

    [Theory]
    [InlineData("<HashStep id=\"STEP1\">", "<HashStep id=\"STEP1\"><StepRef URI=\"#STEP0\"/></HashStep><HashStep id=\"STEP2\">")]
    [InlineData("<HashStep id=\"STEP1\">", "<HashStep id=\"STEP1\"><StepRef URI=\"#STEP1\"/></HashStep><HashStep id=\"STEP2\">")]
    [InlineData("<HashStep id=\"STEP1\">", "<HashStep id=\"STEP1\"></HashStep><HashStep id=\"STEP1\">")]
    [InlineData("#STEP1", "#")]
    [InlineData("#STEP1", "/ts-hashchainresult.xml#STEP1")]
    public async Task A_chain_that_leads_nowhere_is_refused(string old, string changed)
    {
        var contents = StampedMessage.Contents(_country);

        Assert.Equal("MalformedSignature.MalformedHashChain", await _country.CodeAsync(contents.WithChain(StampedMessage.Text(contents.SignatureChain!.Chain).Replace(old, changed, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_result_that_names_a_chain_elsewhere_is_not_what_was_signed()
    {
        var contents = StampedMessage.Contents(_country);
        var result = StampedMessage.Text(contents.SignatureChain!.Result).Replace("/sig-hashchain.xml#STEP0", "/attachment1#STEP0", StringComparison.Ordinal);

        var moved = (contents with { SignatureChain = contents.SignatureChain with { Result = Encoding.UTF8.GetBytes(result) } }).WithBody(contents.SignatureChain.Chain.ToArray());

        Assert.False((await _country.VerifyAsync(moved)).IsValid);
    }

    [Fact]
    public void A_message_that_came_without_its_body_is_refused()
    {
        var signature = StampedMessage.Sign(_country.Signer);

        var verdict = _country.Verifier.Verify(signature, new MessageData(StampedMessage.Message, [], signature), EvidenceCountry.Sender, EvidenceCountry.Now);

        Assert.Equal("MalformedSignature.InvalidReference", verdict.Fault?.Code);
    }

    [Fact]
    public async Task A_body_left_out_of_a_container_is_named()
    {
        var verdict = await _country.VerifyAsync(StampedMessage.Contents(_country).WithBody());

        Assert.Equal(["/attachment1"], verdict.Signature!.Unseen);
    }

    [Fact]
    public void A_chain_that_leads_to_the_same_file_a_million_times_is_checked_soon()
    {
        var signature = StampedMessage.Sign(_country.Signer);
        var digest = $"<ds:DigestValue>{Convert.ToBase64String(EvidenceCountry.Sha512(new byte[4_000_000]).Span)}</ds:DigestValue>";
        var chain = Chain(Step(0, "<StepRef URI=\"#STEP1\"/>", 1_000) + Step(1, $"<DataRef URI=\"/message.xml\">{digest}</DataRef>", 1_000));
        var clock = Stopwatch.StartNew();

        var verdict = HashChain.Check(signature.HashChainResult!.Value, new MessageData(new byte[4_000_000], [], signature with { HashChain = chain }), [ContainerNames.Message]);

        Assert.Equal(HashChainFault.InvalidHashChainResult, verdict.Fault);
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
    }

    [Fact]
    public void A_digest_full_of_comments_is_read_soon()
    {
        var signature = StampedMessage.Sign(_country.Signer);
        var chain = Chain(Step(0, $"<HashValue><ds:DigestValue>{string.Concat(Enumerable.Repeat("A<!---->", 120_000))}</ds:DigestValue></HashValue>", 1));
        var clock = Stopwatch.StartNew();

        var verdict = HashChain.Check(signature.HashChainResult!.Value, new MessageData(StampedMessage.Message, [], signature with { HashChain = chain }), []);

        Assert.Equal(HashChainFault.InvalidHashChainResult, verdict.Fault);
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
    }

    /// <summary>The format's own weakness, which no verifier can see: so the signer must.</summary>
    [Fact]
    public void A_body_that_reads_as_a_message_would_pass_for_one_and_may_not_be_signed()
    {
        var forged = StampedMessage.Request("forged");
        var signature = StampedMessage.Sign(_country.Signer, forged);
        var real = Convert.ToBase64String(EvidenceCountry.Sha512(StampedMessage.Message).Span);
        var chain = StampedMessage.Text(signature.HashChain!.Value)
            .Replace($"<DataRef URI=\"/message.xml\"><ds:DigestValue>{real}</ds:DigestValue></DataRef>", $"<HashValue><ds:DigestValue>{real}</ds:DigestValue></HashValue>", StringComparison.Ordinal)
            .Replace("/attachment1", "/message.xml", StringComparison.Ordinal);

        Assert.True(Holds(forged, signature with { HashChain = Encoding.UTF8.GetBytes(chain) }));
        Assert.NotNull(AttachmentRules.Refusal(forged));
    }

    /// <inheritdoc cref="A_body_that_reads_as_a_message_would_pass_for_one_and_may_not_be_signed"/>
    [Fact]
    public void A_body_that_is_a_step_would_prove_what_it_lists_and_may_not_be_signed()
    {
        var forged = StampedMessage.Request("forged");
        var step = HashStep.Encode([new StepInput(DigestAlgorithm.Sha512, EvidenceCountry.Sha512(forged))]);
        var signature = StampedMessage.Sign(_country.Signer, step);
        var chain = StampedMessage.Text(signature.HashChain!.Value).Replace("<DataRef URI=\"/message.xml\">", "<HashValue>", StringComparison.Ordinal);
        chain = chain[..chain.IndexOf("</DataRef>", StringComparison.Ordinal)] + "</HashValue><StepRef URI=\"#FORGED\"/></HashStep><HashStep id=\"FORGED\">"
            + $"<DataRef URI=\"/message.xml\"><ds:DigestValue>{Convert.ToBase64String(EvidenceCountry.Sha512(forged).Span)}</ds:DigestValue></DataRef></HashStep></HashChain>";

        Assert.True(Holds(forged, signature with { HashChain = Encoding.UTF8.GetBytes(chain) }));
        Assert.NotNull(AttachmentRules.Refusal(step));
    }

    [Theory]
    [InlineData("GET\r\n/r1/RP/GOV/1/a/b\r\n", true)]
    [InlineData("200\r\nOK\r\n", true)]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><!-- --><a:Envelope xmlns:a=\"http://schemas.xmlsoap.org/soap/envelope/\"><a:Header>", true)]
    [InlineData("<!DOCTYPE a><Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"/>", true)]
    [InlineData("<!doctype html><html>", false)]
    [InlineData("<Envelope xmlns=\"urn:a\"/>", false)]
    [InlineData("{\"number\":\"24990112\"}", false)]
    [InlineData("Dear sirs,\r\n\r\nGET\r\n/r1/", false)]
    [InlineData("", false)]
    public void What_may_not_be_signed_as_an_attachment_is_told_by_its_beginning(string beginning, bool isRefused) =>
        Assert.Equal(isRefused, AttachmentRules.Refusal(Encoding.UTF8.GetBytes(beginning)) is not null);

    [Fact]
    public void Padding_does_not_hide_a_message_in_an_attachment()
    {
        var padded = Encoding.UTF8.GetBytes($"<!--{new string(' ', AttachmentRules.BeginningBytes)}--><Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"/>");

        Assert.NotNull(AttachmentRules.Refusal(padded.AsSpan(0, AttachmentRules.BeginningBytes)));
        Assert.NotNull(AttachmentRules.Refusal(padded));
    }

    public void Dispose() => _country.Dispose();

    private bool Holds(byte[] message, MessageSignature signature) =>
        _country.Verifier.Verify(signature, new MessageData(message, [], signature), EvidenceCountry.Sender, EvidenceCountry.Now).Holds;

    private static byte[] Chain(string steps) => Encoding.UTF8.GetBytes(
        $"<HashChain xmlns=\"http://cyber.ee/hashchain\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><DefaultDigestMethod Algorithm=\"{DigestAlgorithm.Sha512.Uri}\"/>{steps}</HashChain>");

    private static string Step(int number, string value, int times) => $"<HashStep id=\"STEP{number}\">{string.Concat(Enumerable.Repeat(value, times))}</HashStep>";
}
