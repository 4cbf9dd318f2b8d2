using System.Security.Cryptography;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>Checks that a chain leads from files to the digest at its top, which something else vouches for.</summary>
public sealed class HashChain
{
    private const int DeepestStep = 64;
    private const int MostDocuments = 16;

    private readonly IDetachedData _data;
    private readonly Dictionary<string, HashChainDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unseen = new(StringComparer.Ordinal);

    // Each step and each file is hashed once, however often a stranger's chain leads there; null while a step is under way.
    private readonly Dictionary<(HashChainDocument Document, string Id), byte[]?> _steps = [];
    private readonly Dictionary<(string File, DigestAlgorithm Algorithm), byte[]?> _digests = [];

    private readonly bool _acceptTransforms;

    private HashChain(IDetachedData data, bool acceptTransforms) => (_data, _acceptTransforms) = (data, acceptTransforms);

    /// <summary>Checks a chain.</summary>
    /// <param name="result">The document that states the top.</param>
    /// <param name="data">The chain itself and the files it refers to. Files that are not there are taken at the chain's word, and named in the verdict.</param>
    /// <param name="inputs">Files that the chain must lead from: each that it leaves out is a fault.</param>
    /// <param name="acceptTransforms">
    /// Whether a file may be brought to a canonical form before it is hashed, as the schema and X-Road's verifier allow. A step's
    /// digest does not bind transforms (X-Road's list of digests has an empty list in their place): whoever holds the chain could
    /// put some in, and then alter the file in whatever its canonical form leaves out. Evidence is never checked so.
    /// </param>
    public static HashChainVerdict Check(
        ReadOnlyMemory<byte> result, IDetachedData data, IReadOnlyCollection<string> inputs, bool acceptTransforms = false)
    {
        var chain = new HashChain(data, acceptTransforms);
        try
        {
            return chain.Check(HashChainResult.Read(result), inputs);
        }
        catch (HashChainException problem)
        {
            return chain.Found(HashChainFault.MalformedHashChain, $"The hash chain cannot be read: {problem.Message}.");
        }
        catch (BrokenLink link)
        {
            return chain.Found(link.Fault, link.Message);
        }
    }

    private HashChainVerdict Check(HashChainResult result, IReadOnlyCollection<string> inputs)
    {
        var top = result.Algorithm.Compute(Step(result.Uri, current: null, depth: 0));
        if (!CryptographicOperations.FixedTimeEquals(top, result.Value))
            return Found(HashChainFault.InvalidHashChainResult, "The steps of the hash chain do not lead to the digest at its top.");

        var left = inputs.Where(input => !_used.Contains(input)).ToArray();
        return left.Length == 0
            ? new HashChainVerdict(null, "", [.. _unseen])
            : Found(HashChainFault.HashChainUnusedInputs, $"Nothing in the hash chain vouches for {string.Join(", ", left)}.");
    }

    private HashChainVerdict Found(HashChainFault fault, string reason) => new(fault, reason, [.. _unseen]);

    private byte[] Step(string uri, HashChainDocument? current, int depth)
    {
        var (document, id, values) = Find(uri, current);
        var step = (document, id);
        if (_steps.TryGetValue(step, out var known) && known is not null)
            return known;
        if (depth > DeepestStep || !_steps.TryAdd(step, null))
            throw new HashChainException("its steps lead to themselves, or are too many");

        var inputs = new StepInput[values.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = new StepInput(values[i].Algorithm, Resolve(values[i], document, depth));
        var encoded = HashStep.Encode(inputs);
        _steps[step] = encoded;
        return encoded;
    }

    private byte[] Resolve(StepValue value, HashChainDocument document, int depth) => value.Kind switch
    {
        StepValueKind.Digest => value.Value!,
        StepValueKind.Step => value.Algorithm.Compute(Step(value.Uri!, document, depth + 1)),
        _ => Data(value),
    };

    private byte[] Data(StepValue value)
    {
        _used.Add(value.Uri!);
        if (!_data.Has(value.Uri!))
        {
            _unseen.Add(value.Uri!);
            return value.Value!;
        }

        if (value.Transforms.Count > 0 && !_acceptTransforms)
            throw new HashChainException("it transforms a file, which nothing would vouch for");
        if ((value.Transforms.Count == 0 ? Digest(value.Uri!, value.Algorithm) : Transformed(value)) is not { } digest)
            throw new BrokenLink(HashChainFault.InvalidReference, $"'{value.Uri}' cannot be hashed with {value.Algorithm}.");
        return CryptographicOperations.FixedTimeEquals(digest, value.Value)
            ? digest
            : throw new BrokenLink(HashChainFault.InvalidHashChainRef, $"'{value.Uri}' is not the file that the hash chain was made of: its digest differs.");
    }

    private byte[]? Transformed(StepValue value)
    {
        if (value.Transforms.Count > 1 || _data.Read(value.Uri!) is not { } bytes)
            return null;
        try
        {
            return value.Algorithm.Compute(value.Transforms[0].Apply(bytes, XmlLimits.Signature));
        }
        catch (XmlException problem)
        {
            throw new BrokenLink(HashChainFault.InvalidHashChainRef, $"'{value.Uri}' cannot be brought to its canonical form: {problem.Message}");
        }
    }

    private byte[]? Digest(string file, DigestAlgorithm algorithm)
    {
        if (!_digests.TryGetValue((file, algorithm), out var digest))
            _digests[(file, algorithm)] = digest = _data.Digest(file, algorithm);
        return digest;
    }

    private (HashChainDocument Document, string Id, IReadOnlyList<StepValue> Values) Find(string uri, HashChainDocument? current)
    {
        var mark = uri.IndexOf('#', StringComparison.Ordinal);
        if (mark < 0 || mark == uri.Length - 1)
            throw new HashChainException($"'{uri}' does not name a step");
        var document = mark == 0 ? current : Document(uri[..mark]);
        var id = uri[(mark + 1)..];
        return document?.Steps.GetValueOrDefault(id) is { } values
            ? (document, id, values)
            : throw new HashChainException($"there is no step '{uri}'");
    }

    private HashChainDocument Document(string name)
    {
        if (_documents.TryGetValue(name, out var known))
            return known;
        if (_documents.Count == MostDocuments)
            throw new HashChainException($"it is spread over more than {MostDocuments} documents");
        if (_data.Read(name) is not { } bytes)
            throw new BrokenLink(HashChainFault.InvalidReference, $"The hash chain '{name}' is not there.");
        return _documents[name] = HashChainDocument.Read(bytes);
    }

    private sealed class BrokenLink(HashChainFault fault, string message) : Exception(message)
    {
        public HashChainFault Fault { get; } = fault;
    }
}
