using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Cabildo.XRoad.Evidence.Zip;

/// <summary>
/// Writes a zip file to any stream, never going back. Files whose bytes are at hand get their sizes in front; streams have
/// them behind, as every reader knows for deflated data. (The framework's writer puts the sizes of <em>stored</em> data behind too
/// when it cannot seek, and X-Road's reader cannot read that.)
/// </summary>
internal sealed class ZipWriter(Stream output)
{
    private readonly List<(ZipEntry Entry, uint Time)> _entries = [];
    private long _position;

    /// <summary>Bytes written until now.</summary>
    public long Length => _position;

    /// <summary>A file as it is, uncompressed.</summary>
    public Task StoreAsync(string name, DateTimeOffset time, ReadOnlyMemory<byte> bytes, CancellationToken ct) =>
        WriteKnownAsync(New(name, ZipFormat.Stored, bytes.Span, bytes.Length), time, bytes, ct);

    /// <summary>A file from memory, deflated.</summary>
    public async Task DeflateAsync(string name, DateTimeOffset time, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        if (bytes.IsEmpty)
        {
            await StoreAsync(name, time, bytes, ct);
            return;
        }

        using var packed = new MemoryStream();
        await using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            await deflate.WriteAsync(bytes, ct);
        await WriteKnownAsync(New(name, ZipFormat.Deflated, bytes.Span, packed.Length), time, packed.GetBuffer().AsMemory(0, (int)packed.Length), ct);
    }

    /// <summary>A file of any length below 4 GiB, deflated while it is read once.</summary>
    /// <exception cref="InvalidOperationException">The zip file would be 4 GiB or more, or have more than 65,534 files.</exception>
    public async Task DeflateAsync(string name, DateTimeOffset time, Stream bytes, CompressionLevel level, CancellationToken ct)
    {
        var entry = New(name, ZipFormat.Deflated, [], 0) with { Flags = ZipFormat.Utf8 | ZipFormat.SizesFollow };
        await WriteAsync(Local(entry, time), ct);
        var start = _position;
        using var counting = new CountingStream(output, count => Advance(count));
        var (crc, length) = await PackAsync(bytes, counting, level, ct);
        entry = entry with { Crc = crc, PackedBytes = (uint)(_position - start), Bytes = Bounded(length) };
        _entries.Add((entry, ZipFormat.Time(time)));
        await WriteAsync(Descriptor(entry), ct);
    }

    /// <summary>Writes the directory.</summary>
    public async Task FinishAsync(string comment, CancellationToken ct)
    {
        var start = _position;
        foreach (var (entry, time) in _entries)
            await WriteAsync(Central(entry, time), ct);
        await WriteAsync(End(start, Encoding.UTF8.GetBytes(comment)), ct);
        await output.FlushAsync(ct);
    }

    private ZipEntry New(string name, ushort method, ReadOnlySpan<byte> bytes, long packed)
    {
        if (_entries.Count == ZipFormat.MostEntries)
            throw new InvalidOperationException("The zip file is full: begin another.");
        return new ZipEntry(name, method, ZipFormat.Utf8, Crc32.Append(0, bytes), Bounded(packed), Bounded(bytes.Length), Bounded(_position));
    }

    private async Task WriteKnownAsync(ZipEntry entry, DateTimeOffset time, ReadOnlyMemory<byte> packed, CancellationToken ct)
    {
        await WriteAsync(Local(entry, time), ct);
        await WriteAsync(packed, ct);
        _entries.Add((entry, ZipFormat.Time(time)));
    }

    private static async Task<(uint Crc, long Length)> PackAsync(Stream bytes, Stream packed, CompressionLevel level, CancellationToken ct)
    {
        uint crc = 0;
        long length = 0;
        var buffer = new byte[64 * 1024];
        await using var deflate = new DeflateStream(packed, level, leaveOpen: true);
        for (int count; (count = await bytes.ReadAsync(buffer, ct)) > 0; length += count)
        {
            crc = Crc32.Append(crc, buffer.AsSpan(0, count));
            await deflate.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        // Deflate writes nothing at all for nothing, yet an inflater wants its one empty block (RFC 1951 §3.2.3).
        if (length == 0)
            await packed.WriteAsync(new byte[] { 3, 0 }, ct);
        return (crc, length);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        Advance(bytes.Length);
        await output.WriteAsync(bytes, ct);
    }

    private void Advance(int count) => _position = Bounded(_position + count);

    private static uint Bounded(long length) =>
        length <= ZipFormat.MostBytes ? (uint)length : throw new InvalidOperationException("The zip file would reach 4 GiB: write less into one.");

    private static byte[] Local(ZipEntry entry, DateTimeOffset time)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var header = new byte[ZipFormat.LocalLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.LocalSignature);
        WriteCommon(header.AsSpan(4), entry, ZipFormat.Time(time), name.Length);
        name.CopyTo(header, ZipFormat.LocalLength);
        return header;
    }

    private static byte[] Central(ZipEntry entry, uint time)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var header = new byte[ZipFormat.CentralLength + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, ZipFormat.CentralSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), ZipFormat.Version);
        WriteCommon(header.AsSpan(6), entry, time, name.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), entry.Start);
        name.CopyTo(header, ZipFormat.CentralLength);
        return header;
    }

    // From "version needed to extract" to "length of the name", which both headers have in the same order (APPNOTE 4.3.7, 4.3.12).
    private static void WriteCommon(Span<byte> header, ZipEntry entry, uint time, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(header, ZipFormat.Version);
        BinaryPrimitives.WriteUInt16LittleEndian(header[2..], entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], entry.Method);
        BinaryPrimitives.WriteUInt32LittleEndian(header[6..], time);
        BinaryPrimitives.WriteUInt32LittleEndian(header[10..], entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(header[14..], entry.PackedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(header[18..], entry.Bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], (ushort)nameLength);
    }

    private static byte[] Descriptor(ZipEntry entry)
    {
        var descriptor = new byte[ZipFormat.DescriptorLength];
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor, ZipFormat.DescriptorSignature);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor.AsSpan(4), entry.Crc);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor.AsSpan(8), entry.PackedBytes);
        BinaryPrimitives.WriteUInt32LittleEndian(descriptor.AsSpan(12), entry.Bytes);
        return descriptor;
    }

    private byte[] End(long start, byte[] comment)
    {
        var end = new byte[ZipFormat.EndLength + comment.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(end, ZipFormat.EndSignature);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)_entries.Count);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)(_position - start));
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(16), (uint)start);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(20), (ushort)comment.Length);
        comment.CopyTo(end, ZipFormat.EndLength);
        return end;
    }
}
