using Cabildo.Trust.Algorithms;

namespace Cabildo.Trust.HashChains;

/// <summary>The files that signatures and hash chains refer to by name, wherever they lie.</summary>
public interface IDetachedData
{
    /// <summary>Whether there is a file called <paramref name="name"/>, e.g. <c>/message.xml</c>.</summary>
    bool Has(string name);

    /// <summary>The digest of a file's bytes; null if it can be had neither from the bytes nor otherwise.</summary>
    byte[]? Digest(string name, DigestAlgorithm algorithm);

    /// <summary>The bytes of a file that is to be read, such as a hash chain; null if there is none, or it is too large to be read.</summary>
    ReadOnlyMemory<byte>? Read(string name);
}
