using Cabildo.XRoad.Messages;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log.Bodies;

/// <summary>Which bodies are kept, as the settings say.</summary>
internal sealed class BodyPolicy(IOptions<MessageLogOptions> options)
{
    private readonly MessageLogOptions _options = options.Value;

    /// <summary>Whether the attachments of a message are kept: all of them or none, so that those kept have their own names in a container.</summary>
    /// <exception cref="MessageLogException">The message is too long, and is to be refused then.</exception>
    public bool Keeps(LoggedMessage message)
    {
        if (message.Attachments.Count == 0 || Of(message.Service) == BodyKeeping.None || message.Attachments.Any(attachment => attachment.Content is null))
            return false;
        if (message.Attachments.Sum(attachment => attachment.Length) <= _options.MaxBodyBytes)
            return true;
        return _options.OversizedBodies == OversizedBody.Drop ? false : throw new MessageLogException(LogProblems.TooLong);
    }

    /// <summary>The longest bodies of one message of a service that are kept, in bytes; 0 if none are.</summary>
    public long Most(CalledService service) => Of(service) == BodyKeeping.None ? 0 : _options.MaxBodyBytes;

    private BodyKeeping Of(CalledService service) =>
        _options.BodiesOf.Count > 0 && _options.BodiesOf.TryGetValue(service.ToString(), out var keeping) ? keeping : _options.Bodies;
}
