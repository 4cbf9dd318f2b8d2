using Cabildo.XRoad.Faults;
using Microsoft.Extensions.Logging;

namespace Cabildo.Exchange.Configuration;

/// <summary>Logs how downloads go: once when they begin to fail, or fail in another way, and once when they work again.</summary>
internal sealed partial class ConfigurationState(ILogger<ConfigurationState> logger)
{
    private readonly Dictionary<string, string> _failing = new(StringComparer.Ordinal);
    private bool _isStopped;

    /// <summary>What came of one of the things that the configuration hangs on, such as an instance; null if it went well.</summary>
    public void Tell(string what, Problem? problem)
    {
        if (problem is null)
        {
            if (_failing.Remove(what))
                LogWorksAgain(what);
            return;
        }

        if (_failing.GetValueOrDefault(what) != problem.Name)
            LogFails(what, problem.Name, problem.Message);
        _failing[what] = problem.Name;
    }

    /// <summary>Whether traffic is stopped for want of a configuration.</summary>
    public void Tell(Problem? stop)
    {
        if (stop is not null && !_isStopped)
            LogStops(stop.Message);
        else if (stop is null && _isStopped)
            LogGoesOn();
        _isStopped = stop is not null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Global configuration, {What}: {Code}. {Reason}")]
    private partial void LogFails(string what, string code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Global configuration, {What}: in order again")]
    private partial void LogWorksAgain(string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "Traffic stops. {Reason}")]
    private partial void LogStops(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "There is a global configuration in force again: traffic goes on")]
    private partial void LogGoesOn();
}
