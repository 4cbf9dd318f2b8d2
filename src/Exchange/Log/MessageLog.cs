using Cabildo.Exchange.Log.Bodies;
using Cabildo.Exchange.Log.Records;
using Cabildo.Exchange.Log.Storage;
using Cabildo.Exchange.Log.Timestamps;
using Cabildo.XRoad.Faults;

namespace Cabildo.Exchange.Log;

/// <summary>
/// The messages that this server has sent and received: durable before anything is answered, chained so that none can be changed
/// or taken out unseen, time-stamped in batches. Many threads may use it.
/// </summary>
internal sealed class MessageLog(LogWriter writer, BodyWriter bodies, RecordMaker records, StopRule stop)
{
    /// <summary>Why traffic must stop now; null if it may go on. Cheap: to be asked for each message before it is sent on.</summary>
    public Problem? Refusal => writer.IsFailing ? LogProblems.Unavailable : stop.Problem;

    /// <summary>Keeps a message; complete when it is on the disk.</summary>
    /// <param name="message">The message; its bytes must not change until the task is complete.</param>
    /// <param name="ct">Is heeded until the message has its place among those to be written.</param>
    /// <exception cref="MessageLogException">It could not be written: nothing may be answered.</exception>
    /// <exception cref="OperationCanceledException">It was given up before it had its place.</exception>
    public ValueTask AppendAsync(LoggedMessage message, CancellationToken ct) => AppendAsync(message, canWait: false, ct);

    /// <summary>Keeps a message; complete when it is on the disk.</summary>
    /// <param name="message">The message; its bytes must not change until the task is complete.</param>
    /// <param name="canWait">Whether it may take some milliseconds longer, so that the disk is waited for once for it and what follows.</param>
    /// <param name="ct">Is heeded until the message has its place among those to be written.</param>
    /// <exception cref="MessageLogException">It could not be written: nothing may be answered.</exception>
    /// <exception cref="OperationCanceledException">It was given up before it had its place.</exception>
    public async ValueTask AppendAsync(LoggedMessage message, bool canWait, CancellationToken ct)
    {
        var body = await bodies.WriteAsync(message, ct);
        var record = await records.MakeAsync(message, body, ct);
        await writer.WriteAsync(
            new WriteEntry
            {
                Record = record,
                Content = ChainLink.Content(record),
                Pieces = body.Pieces,
                ClosesBody = body.IsWritten ? body.Id : null,
                CanWait = canWait,
            },
            ct);
    }
}
