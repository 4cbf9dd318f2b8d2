using System.Buffers;
using System.Security.Cryptography;
using Cabildo.XRoad.Faults;

namespace Cabildo.XRoad.Transport;

/// <summary>A part of any length: read as it comes, bounded, and hashed by the way.</summary>
internal sealed class PartStream(MultipartScanner scanner, long limit, string tooLong) : ReadOnlyStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);

    /// <summary>How many bytes have been read.</summary>
    public long Count { get; private set; }

    /// <summary>SHA-512 of the part, once it has been read to its end.</summary>
    public byte[]? Digest { get; private set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Digest is not null || buffer.IsEmpty)
            return 0;

        var count = await scanner.ReadAsync(buffer, cancellationToken);
        Count += count;
        if (Count > limit)
            throw new MalformedTransportException(FaultCodes.InvalidRequest, tooLong);
        _hash.AppendData(buffer.Span[..count]);
        if (count == 0)
            Digest = _hash.GetHashAndReset();
        return count;
    }

    /// <summary>Reads what nobody did: it counts for the digest all the same.</summary>
    public async ValueTask DrainAsync(CancellationToken ct)
    {
        if (Digest is not null)
            return;
        var rest = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            while (await ReadAsync(rest, ct) > 0)
            {
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rest);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }
}
