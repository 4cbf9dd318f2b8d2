namespace Cabildo.XRoad.GlobalConfiguration;

/// <summary>An anchor, a signed directory or a part of a configuration cannot be read: the one exception of all their readers.</summary>
public sealed class MalformedConfigurationException : FormatException
{
    /// <param name="message">A sentence that says what is wrong.</param>
    /// <param name="line">The line of an XML file, from 1; 0 where lines say nothing.</param>
    /// <param name="cause">What the framework said, if it was the framework.</param>
    public MalformedConfigurationException(string message, int line = 0, Exception? cause = null)
        : base(line > 0 ? $"Line {line}: {message}" : message, cause) => Line = line;

    /// <summary>The line of an XML file, from 1; 0 where lines say nothing.</summary>
    public int Line { get; }
}
