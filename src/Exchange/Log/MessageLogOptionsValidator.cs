using Cabildo.Exchange.Log.Encryption;
using Cabildo.XRoad.Identifiers;
using Microsoft.Extensions.Options;

namespace Cabildo.Exchange.Log;

/// <summary>Refuses to start a node whose log could not work as its settings say, naming each setting.</summary>
internal sealed class MessageLogOptionsValidator : IValidateOptions<MessageLogOptions>
{
    private const long MostArchiveBytes = 2L * 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, MessageLogOptions options)
    {
        var errors = new List<string>();
        Demand(options.MaxBodyBytes >= 0, "MaxBodyBytes", "is 0 or more");
        Demand(options.QueueLength is > 0 and <= 1_000_000, "QueueLength", "is 1 to 1,000,000");
        Demand(options.AcceptableTimestampFailure >= TimeSpan.Zero, "AcceptableTimestampFailure", "is 0, for never, or more");
        Demand(options.TimestampTimeout > TimeSpan.Zero, "TimestampTimeout", "is more than 0");
        Demand(options.Retention >= TimeSpan.Zero, "Retention", "is 0 or more");
        Demand(options.Archive.After >= TimeSpan.Zero, "Archive:After", "is 0 or more");
        Demand(options.Archive.Interval > TimeSpan.Zero, "Archive:Interval", "is more than 0");
        Demand(options.Archive.MaxBytes is > 0 and <= MostArchiveBytes, "Archive:MaxBytes", $"is 1 to {MostArchiveBytes}");
        foreach (var service in options.BodiesOf.Keys)
            Demand(IsService(service), $"BodiesOf:{service}", "is named instance/class/member[/subsystem]/service[/version], percent-encoded");
        for (var i = 0; i < options.KeyFiles.Count; i++)
            CheckKey(options.KeyFiles[i], $"KeyFiles:{i}");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Demand(bool met, string setting, string what)
        {
            if (!met)
                errors.Add($"{MessageLogOptions.Section}:{setting} {what}.");
        }

        void CheckKey(string path, string setting)
        {
            try
            {
                KeyFile.Read(path);
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                errors.Add($"{MessageLogOptions.Section}:{setting}: {problem.Message}");
            }
        }
    }

    // Four to six segments; those before the code name a member or a subsystem.
    private static bool IsService(string service) => service.Split('/').Length is >= 4 and <= 6 && ClientId.TryParse(string.Join('/', service.Split('/')[..3]), out _);
}
