using System.Security.Cryptography;
using System.Text;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;

namespace Cabildo.Trust.Tests.HashChains;

/// <summary>What is read without a parser of XML must be what the parser reads.</summary>
public sealed class PlainHashChainTests
{
    [Fact]
    public void Our_own_chains_are_read_without_the_parser_and_alike()
    {
        for (var count = 1; count < 40; count++)
        {
            var tree = Tree(count);

            Assert.NotNull(PlainHashChain.ReadResult(tree.Result("/sig-hashchain.xml")));
            AssertSameResult(tree.Result("/sig-hashchain.xml"));
            for (var i = 0; i < count; i++)
            {
                Assert.NotNull(PlainHashChain.ReadChain(tree.Chain(i)));
                AssertSameChain(tree.Chain(i));
            }
        }
    }

    [Fact]
    public void X_Roads_own_chains_are_read_without_the_parser_and_alike()
    {
        var chain = XRoadsForm(Tree(5).Chain(3));
        var result = XRoadsForm(Tree(5).Result("/ts-hashchain.xml"));

        Assert.NotNull(PlainHashChain.ReadChain(chain));
        AssertSameChain(chain);
        Assert.NotNull(PlainHashChain.ReadResult(result));
        AssertSameResult(result);
    }

    [Fact]
    public void A_chain_with_any_byte_changed_means_what_the_parser_says_or_is_left_to_it()
    {
        foreach (var chain in new[] { Tree(5).Chain(3), XRoadsForm(Tree(3).Chain(1)) })
        {
            for (var at = 0; at < chain.Length; at++)
            {
                foreach (var other in " <>&/\"'=A-\n\0"u8.ToArray())
                {
                    var changed = chain.ToArray();
                    changed[at] = other;
                    if (PlainHashChain.ReadChain(changed) is not null)
                        AssertSameChain(changed);
                    var longer = chain[..at].Append(other).Concat(chain[at..]).ToArray();
                    if (PlainHashChain.ReadChain(longer) is not null)
                        AssertSameChain(longer);
                }
            }
        }
    }

    [Fact]
    public void A_result_with_any_byte_changed_means_what_the_parser_says_or_is_left_to_it()
    {
        foreach (var result in new[] { Tree(5).Result("/sig-hashchain.xml"), XRoadsForm(Tree(3).Result("/sig-hashchain.xml")) })
        {
            for (var at = 0; at < result.Length; at++)
            {
                foreach (var other in " <>&/\"'=A-\n\0"u8.ToArray())
                {
                    var changed = result.ToArray();
                    changed[at] = other;
                    if (PlainHashChain.ReadResult(changed) is not null)
                        AssertSameResult(changed);
                }
            }
        }
    }

    [Theory]
    [InlineData("<HashStep id=\"STEP0\"/>")]
    [InlineData("<HashStep id='STEP0'></HashStep>")]
    [InlineData("<!-- --><HashStep id=\"STEP0\"></HashStep>")]
    [InlineData("<HashStep id=\"STEP0\"><DataRef URI=\"/a&amp;b\"><ds:DigestValue>AAAA</ds:DigestValue></DataRef></HashStep>")]
    [InlineData("<HashStep id=\"STEP0\"></HashStep><HashStep id=\"STEP0\"></HashStep>")]
    [InlineData("<HashStep id=\"STEP0\"><HashValue><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AAAA</ds:DigestValue></HashValue></HashStep>")]
    public void What_is_written_otherwise_is_left_to_the_parser(string steps)
    {
        var chain = Encoding.UTF8.GetString(Tree(2).Chain(0));
        var other = chain[..chain.IndexOf("<HashStep", StringComparison.Ordinal)] + steps + "</HashChain>";

        Assert.Null(PlainHashChain.ReadChain(Encoding.UTF8.GetBytes(other)));
    }

    private static void AssertSameChain(byte[] xml)
    {
        var (plain, parsed) = (PlainHashChain.ReadChain(xml)!, HashChainDocument.Parse(xml));
        Assert.Equal(parsed.Steps.Keys, plain.Steps.Keys);
        foreach (var (id, values) in parsed.Steps)
            Assert.Equal(values.Select(Text), plain.Steps[id].Select(Text));
    }

    private static void AssertSameResult(byte[] xml)
    {
        var (plain, parsed) = (PlainHashChain.ReadResult(xml)!, HashChainResult.Parse(xml));
        Assert.Equal((parsed.Uri, parsed.Algorithm, Convert.ToHexString(parsed.Value)), (plain.Uri, plain.Algorithm, Convert.ToHexString(plain.Value)));
    }

    private static string Text(StepValue value) =>
        $"{value.Kind} {value.Uri} {value.Algorithm} {(value.Value is null ? "" : Convert.ToHexString(value.Value))} {value.Transforms.Count}";

    private static HashTree Tree(int count) => new(DigestAlgorithm.Sha512, [.. Enumerable.Range(0, count).Select(i =>
        new ChainInput([("/message.xml", Digest(i)), ("/attachment1", Digest(1000 + i))]))]);

    private static ReadOnlyMemory<byte> Digest(int number) => SHA512.HashData(BitConverter.GetBytes(number));

    // Its servers have the prefix elsewhere, and indent.
    private static byte[] XRoadsForm(byte[] ours)
    {
        const string Spaces = "xmlns=\"http://www.w3.org/2000/09/xmldsig#\" xmlns:ns2=\"http://cyber.ee/hashchain\"";
        var text = Encoding.UTF8.GetString(ours)
            .Replace(" xmlns=\"http://cyber.ee/hashchain\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"", "", StringComparison.Ordinal);
        foreach (var name in new[] { "HashChainResult", "HashStep", "DataRef", "StepRef", "HashValue", "DefaultDigestMethod" })
            text = text.Replace($"<{name}", $"<ns2:{name}", StringComparison.Ordinal).Replace($"</{name}", $"</ns2:{name}", StringComparison.Ordinal);
        text = text.Replace("<HashChain>", $"<ns2:HashChain {Spaces}>", StringComparison.Ordinal).Replace("</HashChain>", "</ns2:HashChain>", StringComparison.Ordinal)
            .Replace("ds:", "", StringComparison.Ordinal);
        if (text.Contains("HashChainResult", StringComparison.Ordinal))
            text = text.Replace("#STEP0\">", $"#STEP0\" {Spaces}>", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text.Replace("><", ">\n    <", StringComparison.Ordinal));
    }
}
