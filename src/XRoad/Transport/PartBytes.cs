namespace Cabildo.XRoad.Transport;

/// <summary>The part at which a scanner is, as a stream that ends with it.</summary>
internal sealed class PartBytes(MultipartScanner scanner) : ReadOnlyStream
{
    /// <inheritdoc />
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => scanner.ReadAsync(buffer, cancellationToken);
}
