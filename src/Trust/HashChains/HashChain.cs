using System.Security.Cryptography;
using System.Xml;
using Cabildo.Trust.Algorithms;
using Cabildo.Trust.Xml;

namespace Cabildo.Trust.HashChains;

/// <summary>Checks that a chain leads from files to the digest at its top, which something else vouches for.</summary>
public sealed class HashChain
{
    private const int DeepestStep = 64;
    private const int MostVisits = 10_000;

    private readonly IDetachedData _data;
    private readonly Dictionary<string, HashChainDocument> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly List<string> _unseen = [];
    private int _visits;

    private HashChain(IDetachedData data) => _data = data;

    /// <summary>Checks a chain.</summary>
    /// <param name="result">The document that states the top.</param>
    /// <param name="data">The chain itself and the files it refers to. Files that are not there are taken at the chain's word, and named in the verdict.</param>
    /// <param name="inputs">Files that the chain must lead from: each that it leaves out is a fault.</param>
    public static HashChainVerdict Check(ReadOnlyMemory<byte> result, IDetachedData data, IReadOnlyCollection<string> inputs)
    {
        var chain = new HashChain(data);
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
            ? new HashChainVerdict(null, "", _unseen)
            : Found(HashChainFault.HashChainUnusedInputs, $"Nothing in the hash chain vouches for {string.Join(", ", left)}.");
    }

    private HashChainVerdict Found(HashChainFault fault, string reason) => new(fault, reason, _unseen);

    private byte[] Step(string uri, HashChainDocument? current, int depth)
    {
        if (depth > DeepestStep || ++_visits > MostVisits)
            throw new HashChainException("its steps lead to themselves, or are too many");
        var (document, values) = Find(uri, current);
        var inputs = new StepInput[values.Count];
        for (var i = 0; i < inputs.Length; i++)
            inputs[i] = new StepInput(values[i].Algorithm, Resolve(values[i], document, depth));
        return HashStep.Encode(inputs);
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

        var digest = value.Transforms.Count == 0 ? _data.Digest(value.Uri!, value.Algorithm) : Transformed(value);
        if (digest is null)
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

    private (HashChainDocument Document, IReadOnlyList<StepValue> Values) Find(string uri, HashChainDocument? current)
    {
        var mark = uri.IndexOf('#', StringComparison.Ordinal);
        if (mark < 0 || mark == uri.Length - 1)
            throw new HashChainException($"'{uri}' does not name a step");
        var document = mark == 0 ? current : Document(uri[..mark]);
        return document?.Steps.GetValueOrDefault(uri[(mark + 1)..]) is { } values
            ? (document, values)
            : throw new HashChainException($"there is no step '{uri}'");
    }

    private HashChainDocument Document(string name)
    {
        if (_documents.TryGetValue(name, out var known))
            return known;
        if (_data.Read(name) is not { } bytes)
            throw new BrokenLink(HashChainFault.InvalidReference, $"The hash chain '{name}' is not there.");
        return _documents[name] = HashChainDocument.Read(bytes);
    }

    private sealed class BrokenLink(HashChainFault fault, string message) : Exception(message)
    {
        public HashChainFault Fault { get; } = fault;
    }
}
