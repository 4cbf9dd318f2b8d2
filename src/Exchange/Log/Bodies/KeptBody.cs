using Cabildo.Exchange.Log.Encryption;
using Cabildo.Exchange.Log.Storage;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>What is kept of a message's attachments.</summary>
/// <param name="Id">The number of the body, a GUID of version 7 as big-endian bytes; null if nothing is kept.</param>
/// <param name="Pieces">Pieces that are written with the record.</param>
/// <param name="IsWritten">Whether pieces were written ahead of the record.</param>
/// <param name="Key">What the pieces are encrypted with; null if they are not, or there are none.</param>
internal sealed record KeptBody(byte[]? Id, IReadOnlyList<BodyPiece> Pieces, bool IsWritten, DataKey? Key)
{
    public static readonly KeptBody Nothing = new(null, [], IsWritten: false, null);
}
