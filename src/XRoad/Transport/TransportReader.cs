using System.Security.Cryptography;
using Cabildo.XRoad.Faults;
using Cabildo.XRoad.Messages;

namespace Cabildo.XRoad.Transport;

/// <summary>
/// Reads a message between security servers part by part, in bounded memory. Every method throws
/// <see cref="MalformedTransportException"/> where the message breaks the protocol; a part out of its order does.
/// </summary>
public sealed class TransportReader : IDisposable
{
    /// <summary>The longest message part that is taken, in bytes.</summary>
    public const int MaxMessageBytes = 128 * 1024;

    private readonly MultipartScanner _scanner;
    private readonly TransportDirection _direction;
    private readonly long _maxBodyBytes;
    private TransportPart? _current;
    private TransportBody? _body;
    private bool _finished;

    /// <param name="input">The HTTP body; it is not disposed.</param>
    /// <param name="boundary">See <see cref="TransportFormat.Boundary"/>.</param>
    /// <param name="direction">Which way the message goes.</param>
    /// <param name="maxBodyBytes">The longest body that is taken, in bytes.</param>
    public TransportReader(Stream input, string boundary, TransportDirection direction, long maxBodyBytes)
    {
        _scanner = new MultipartScanner(input, boundary);
        (_direction, _maxBodyBytes) = (direction, maxBodyBytes);
    }

    /// <summary>SHA-512 of the body, once it has been read to its end; null if there was none.</summary>
    public byte[]? BodyDigest => _body?.Digest;

    /// <summary>Goes to the next part, past what is unread of the current one; null at the end of the message.</summary>
    public async ValueTask<TransportPart?> NextAsync(CancellationToken ct)
    {
        if (_finished)
            return null;

        await SkipAsync(ct);
        if (!await _scanner.NextAsync(ct))
        {
            _finished = true;
            return _current is null ? throw Invalid(FaultCodes.MissingRest, "The message has no parts.") : null;
        }

        var next = Classify(await _scanner.ReadHeadersAsync(ct));
        if (_current is { } before ? before == TransportPart.Fault || next <= before : next == TransportPart.Body)
            throw Invalid(FaultCodes.InvalidMessage, $"A part of kind {next} stands where none may.");
        _current = next;
        return next;
    }

    /// <summary>The request part; the current part must be a <see cref="TransportPart.Message"/> of a request.</summary>
    public async ValueTask<RestRequestPart> ReadRequestAsync(CancellationToken ct) =>
        RestRequestPart.TryRead(await ReadAllAsync(MaxMessageBytes, ct), out var part, out var problem)
            ? part
            : throw Invalid(problem.Name, problem.Message);

    /// <summary>The response part; the current part must be a <see cref="TransportPart.Message"/> of a response.</summary>
    public async ValueTask<RestResponsePart> ReadResponseAsync(CancellationToken ct) =>
        RestResponsePart.TryRead(await ReadAllAsync(MaxMessageBytes, ct), out var part)
            ? part
            : throw Invalid(FaultCodes.InvalidMessage, "The response part is a status, a reason and headers, each ended by CRLF.");

    /// <summary>The fault; the current part must be a <see cref="TransportPart.Fault"/>.</summary>
    public async ValueTask<Fault> ReadFaultAsync(CancellationToken ct) =>
        SoapFault.TryRead(await ReadAllAsync(SoapFault.MaxBytes, ct), out var fault)
            ? fault
            : throw Invalid(FaultCodes.InvalidMessage, "A part of type text/xml is not a SOAP fault.");

    /// <summary>The body, to be read as it comes; the current part must be a <see cref="TransportPart.Body"/>.</summary>
    public Stream OpenBody() => _body = new TransportBody(_scanner, _maxBodyBytes);

    /// <inheritdoc />
    public void Dispose()
    {
        _body?.Dispose();
        _scanner.Dispose();
    }

    private async ValueTask SkipAsync(CancellationToken ct)
    {
        var rest = new byte[4096];
        // What nobody read of the body counts for its digest all the same.
        while (_body is not null && await _body.ReadAsync(rest, ct) > 0)
        {
        }

        // Before the first part this finds the boundary that begins it: anything in front of that is a preamble.
        while (await _scanner.ReadAsync(rest, ct) > 0)
        {
            if (_current is null)
                throw Invalid(FaultCodes.MimeParsingFailed, "Something stands before the first boundary.");
        }
    }

    private TransportPart Classify(Dictionary<string, string> headers)
    {
        // What is hashed are the bytes as they are: an encoding would make two truths of them.
        if (headers.TryGetValue("content-transfer-encoding", out var encoding) && encoding is not ("binary" or "8bit" or "7bit"))
            throw Invalid(FaultCodes.MimeParsingFailed, "A part has a transfer encoding.");

        var message = _direction == TransportDirection.Request ? TransportFormat.RequestType : TransportFormat.ResponseType;
        return headers.GetValueOrDefault("content-type", string.Empty).Split(';', 2)[0].Trim().ToLowerInvariant() switch
        {
            var type when type == message => TransportPart.Message,
            TransportFormat.BodyType => TransportPart.Body,
            TransportFormat.FaultType => TransportPart.Fault,
            _ => throw Invalid(FaultCodes.InvalidContentType, "A part has a content type that is not understood here."),
        };
    }

    private async ValueTask<byte[]> ReadAllAsync(int limit, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var chunk = new byte[4096];
        while (await _scanner.ReadAsync(chunk, ct) is > 0 and var count)
        {
            if (bytes.Length + count > limit)
                throw Invalid(FaultCodes.InvalidMessage, $"A part is longer than {limit} bytes.");
            bytes.Write(chunk, 0, count);
        }

        return bytes.ToArray();
    }

    private static MalformedTransportException Invalid(string name, string message) => new(name, message);

    private sealed class TransportBody(MultipartScanner scanner, long limit) : ReadOnlyStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        private long _length;

        public byte[]? Digest { get; private set; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (Digest is not null || buffer.IsEmpty)
                return 0;

            var count = await scanner.ReadAsync(buffer, cancellationToken);
            _length += count;
            if (_length > limit)
                throw Invalid(FaultCodes.InvalidRequest, $"The body is longer than {limit} bytes, the most this server takes.");
            _hash.AppendData(buffer.Span[..count]);
            if (count == 0)
                Digest = _hash.GetHashAndReset();
            return count;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
