using Cabildo.Exchange.Log.Timestamps;

namespace Cabildo.Exchange.Log.Containers;

/// <summary>Opens logged messages as containers, and has those stamped first that are not yet: each in a batch of one.</summary>
internal sealed class MessageContainer(FindMessages find, MessageContainers containers, StampSignatures stamp)
{
    /// <summary>The stamped messages of a query, oldest first.</summary>
    /// <exception cref="TimestampingException">One of them has no timestamp, and none was to be had.</exception>
    public async IAsyncEnumerable<StampedMessage> OpenAsync(MessageQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var place in await find.RunAsync(query, ct))
        {
            var message = await containers.ReadAsync(place.Chain, place.Number, ct);
            if (message is null)
            {
                await stamp.StampAsync(place.Chain, place.Signature, ct);
                message = await containers.ReadAsync(place.Chain, place.Number, ct);
            }

            // Deleted meanwhile, as its time was over.
            if (message is not null)
                yield return message;
        }
    }

    /// <summary>Writes one of them.</summary>
    public Task WriteAsync(StampedMessage message, Stream output, CancellationToken ct) => containers.WriteAsync(message, output, ct);
}
