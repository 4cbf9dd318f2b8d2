using System.Text;
using Cabildo.Testing;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.HashChains;

namespace Cabildo.Trust.Tests.HashChains;

public sealed class HashChainTests
{
    [Theory]
    [InlineData("hc-verifier1-hashchainresult.xml", "hc-verifier1-hashchain.xml", "hc-verifier1-message.xml", null)]
    [InlineData("hc-verifier3-hashchainresult.xml", "hc-verifier3-hashchain.xml", "hc-verifier3-message.xml", null)]
    [InlineData("hc-verifier3-hashchainresult.xml", "hc-verifier3-hashchain-invalid.xml", "hc-verifier3-message.xml", HashChainFault.InvalidHashChainRef)]
    [InlineData("hc-verifier1-hashchainresult.xml", "hc-verifier1-hashchain.xml", "hc-verifier3-message.xml", HashChainFault.InvalidHashChainRef)]
    [InlineData("hc-verifier3-hashchainresult.xml", "hc-verifier1-hashchain.xml", "hc-verifier1-message.xml", HashChainFault.InvalidHashChainResult)]
    public void Chains_of_X_Road_are_judged_as_X_Road_judges_them(string result, string chain, string message, HashChainFault? fault)
    {
        var files = new Files { ["/hashchain.xml"] = Vector(chain), ["/message.xml"] = Vector(message) };

        Assert.Equal(fault, HashChain.Check(Vector(result), files, ["/message.xml"], acceptTransforms: true).Fault);
    }

    [Fact]
    public void A_chain_that_transforms_a_file_is_no_evidence_as_no_digest_binds_the_transform()
    {
        var files = new Files { ["/hashchain.xml"] = Vector("hc-verifier3-hashchain.xml"), ["/message.xml"] = Vector("hc-verifier3-message.xml") };

        Assert.Equal(HashChainFault.MalformedHashChain, HashChain.Check(Vector("hc-verifier3-hashchainresult.xml"), files, ["/message.xml"]).Fault);
    }

    [Fact]
    public void A_file_that_the_chain_leaves_out_is_a_fault()
    {
        var files = new Files { ["/hashchain.xml"] = Vector("hc-verifier1-hashchain.xml"), ["/message.xml"] = Vector("hc-verifier1-message.xml"), ["/attachment1"] = [1] };

        var verdict = HashChain.Check(Vector("hc-verifier1-hashchainresult.xml"), files, ["/message.xml", "/attachment1"]);

        Assert.Equal(HashChainFault.HashChainUnusedInputs, verdict.Fault);
        Assert.Contains("/attachment1", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_leads_to_itself_ends()
    {
        const string Loop = "<HashChain xmlns=\"http://cyber.ee/hashchain\"><DefaultDigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/><HashStep id=\"STEP0\"><StepRef URI=\"#STEP0\"/><StepRef URI=\"#STEP0\"/></HashStep></HashChain>";

        Assert.Equal(HashChainFault.MalformedHashChain, HashChain.Check(Top("/loop.xml"), new Files { ["/loop.xml"] = Encoding.UTF8.GetBytes(Loop) }, []).Fault);
    }

    [Fact]
    public void Steps_that_double_at_each_level_end()
    {
        var steps = string.Concat(Enumerable.Range(0, 40).Select(i => $"<HashStep id=\"STEP{i}\"><StepRef URI=\"#STEP{i + 1}\"/><StepRef URI=\"#STEP{i + 1}\"/></HashStep>"));
        var bomb = $"<HashChain xmlns=\"http://cyber.ee/hashchain\"><DefaultDigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/>{steps}<HashStep id=\"STEP40\"/></HashChain>";

        // Each step is hashed once, so that 2^40 ways down are forty steps.
        Assert.Equal(HashChainFault.InvalidHashChainResult, HashChain.Check(Top("/bomb.xml"), new Files { ["/bomb.xml"] = Encoding.UTF8.GetBytes(bomb) }, []).Fault);
    }

    [Theory]
    [InlineData("http://www.w3.org/2000/09/xmldsig#sha1")]
    [InlineData("")]
    public void A_weak_or_missing_digest_is_refused(string algorithm)
    {
        var chain = $"<HashChain xmlns=\"http://cyber.ee/hashchain\"><DefaultDigestMethod Algorithm=\"{algorithm}\"/><HashStep id=\"STEP0\"/></HashChain>";

        Assert.Equal(HashChainFault.MalformedHashChain, HashChain.Check(Top("/weak.xml"), new Files { ["/weak.xml"] = Encoding.UTF8.GetBytes(chain) }, []).Fault);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(6), InlineData(17), InlineData(100)]
    public void Every_branch_of_a_tree_leads_to_its_top(int count)
    {
        var inputs = Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes($"input {i}")).ToArray();
        var tree = new HashTree(DigestAlgorithm.Sha512, [.. inputs.Select(input => new ChainInput("/message.xml", DigestAlgorithm.Sha512.Compute(input)))]);

        for (var i = 0; i < count; i++)
        {
            var files = new Files { ["/chain.xml"] = tree.Chain(i), ["/message.xml"] = inputs[i] };
            Assert.True(HashChain.Check(tree.Result("/chain.xml"), files, ["/message.xml"]).Holds);
            files["/message.xml"] = inputs[(i + 1) % count];
            Assert.Equal(HashChainFault.InvalidHashChainRef, HashChain.Check(tree.Result("/chain.xml"), files, ["/message.xml"]).Fault);
        }
    }

    private static byte[] Vector(string name) => File.ReadAllBytes(Repository.Vector($"xroad/hashchain/{name}"));

    private static byte[] Top(string chain) => Encoding.UTF8.GetBytes(
        $"<HashChainResult xmlns=\"http://cyber.ee/hashchain\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" URI=\"{chain}#STEP0\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha512\"/><ds:DigestValue>AA==</ds:DigestValue></HashChainResult>");

    private sealed class Files : Dictionary<string, byte[]>, IDetachedData
    {
        public bool Has(string name) => ContainsKey(name);

        public byte[]? Digest(string name, DigestAlgorithm algorithm) => TryGetValue(name, out var bytes) ? algorithm.Compute(bytes) : null;

        public ReadOnlyMemory<byte>? Read(string name)
        {
            if (TryGetValue(name, out var bytes))
                return bytes;
            return null;
        }
    }
}
